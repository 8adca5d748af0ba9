internal import COnig
internal import Records

/// A pattern for Oniguruma, in Ruby's syntax over UTF-8, as Hugging Face tokenizers uses it.
///
/// Unchecked: a compiled pattern is only read, and holds a C handle.
package final class RegularExpression: @unchecked Sendable {
    let source: String
    private let handle: OnigRegex

    /// Compiling writes to tables that all patterns share.
    private static let isReady: Bool = {
        var encodings: [OnigEncoding?] = [quern_onig_utf8()]
        return onig_initialize(&encodings, 1) == 0
    }()

    /// - Throws: with Oniguruma's own words when the pattern is not understood.
    init(_ source: String, file: String? = nil) throws(DataError) {
        _ = Self.isReady
        self.source = source
        var made: OnigRegex?
        var fault = OnigErrorInfo()
        var message = ""
        var pattern = Array(source.utf8)
        let status = pattern.withUnsafeMutableBufferPointer { bytes in
            let status = onig_new(
                &made, bytes.baseAddress, bytes.baseAddress.map { $0 + bytes.count }, OnigOptionType(ONIG_OPTION_NONE),
                quern_onig_utf8(), quern_onig_ruby(), &fault)
            // The fault points into the pattern.
            if status != ONIG_NORMAL { message = Self.message(status, &fault) }
            return status
        }
        guard status == ONIG_NORMAL, let made else {
            throw DataError(
                "the pattern '\(source)' is not a regular expression: \(message)", file: file,
                mend: "Oniguruma's syntax is meant, as in Hugging Face's tokenizer files")
        }
        handle = made
    }

    private static func message(_ status: Int32, _ fault: inout OnigErrorInfo) -> String {
        var text = [UInt8](repeating: 0, count: Int(ONIG_MAX_ERROR_MESSAGE_LEN) + 1)
        let length = quern_onig_message(&text, status, &fault)
        return String(decoding: text.prefix(max(0, Int(length))), as: UTF8.self)
    }

    deinit { onig_free(handle) }

    /// Byte ranges of the matches, one after the other; an empty match right after another is passed over.
    func matches(_ text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        StandIns.replaceNew(text).withUnsafeBufferPointer { bytes in
            forEachMatch(bytes, from: 0) { range in
                found.append(range)
                return true
            }
        }
        return found
    }

    /// Writes the ends of the next matches and of what lies between them, as `Pretokenizer.nextEnds` does. All characters
    /// are to be known to Oniguruma.
    func nextEnds(_ text: ScannedText, from start: Int, into ends: UnsafeMutableBufferPointer<Int>) -> Int {
        var found = 0
        var place = start
        func put(_ end: Int) {
            guard end > place, found < ends.count else { return }
            ends[found] = end
            found += 1
            place = end
        }
        forEachMatch(UnsafeBufferPointer(start: text.bytes, count: text.count), from: start) { range in
            put(range.lowerBound)
            put(range.upperBound)
            return found < ends.count
        }
        put(text.count)
        return found
    }

    /// Gives the matches at or after `start` until `body` wants no more.
    private func forEachMatch(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (Range<Int>) -> Bool) {
        guard let base = text.baseAddress, let region = onig_region_new() else { return }
        defer { onig_region_free(region, 1) }
        let end = base + text.count
        var place = start
        var last = -1
        while place <= text.count {
            let status = onig_search(handle, base, end, base + place, end, region, OnigOptionType(ONIG_OPTION_NONE))
            guard status >= 0 else { return }
            let range = Int(region.pointee.beg[0])..<Int(region.pointee.end[0])
            if range.isEmpty {
                place = range.upperBound + Self.step(text, range.upperBound)
                if range.upperBound == last { continue }
            } else {
                place = range.upperBound
            }
            last = range.upperBound
            if !body(range) { return }
        }
    }

    private static func step(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
        guard place < bytes.count else { return 1 }
        return switch bytes[place] {
        case 0..<0xC0: 1
        case 0xC0..<0xE0: 2
        case 0xE0..<0xF0: 3
        default: 4
        }
    }
}

extension RegularExpression: Equatable {
    package static func == (one: RegularExpression, other: RegularExpression) -> Bool { one.source == other.source }
}
