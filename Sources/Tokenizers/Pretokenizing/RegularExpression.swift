internal import COnig
internal import Records

/// A pattern for Oniguruma, in Ruby's syntax over UTF-8, as Hugging Face tokenizers uses it.
///
/// Unchecked: a compiled pattern is only read, and holds a C handle.
final class RegularExpression: @unchecked Sendable {
    let source: String
    private let handle: OnigRegex

    /// Compiling writes to tables that all patterns share.
    private static let isReady: Bool = {
        var encodings: [OnigEncoding?] = [quern_onig_utf8()]
        return onig_initialize(&encodings, 1) == 0
    }()

    /// - Throws: with Oniguruma's own words when the pattern is not understood.
    init(_ source: String, file: String) throws(DataError) {
        _ = Self.isReady
        self.source = source
        var made: OnigRegex?
        var fault = OnigErrorInfo()
        var pattern = Array(source.utf8)
        let status = pattern.withUnsafeMutableBufferPointer { bytes in
            onig_new(
                &made, bytes.baseAddress, bytes.baseAddress.map { $0 + bytes.count }, OnigOptionType(ONIG_OPTION_NONE),
                quern_onig_utf8(), quern_onig_ruby(), &fault)
        }
        guard status == ONIG_NORMAL, let made else {
            throw DataError(
                "the pattern '\(source)' is not a regular expression", file: file,
                mend: "Oniguruma's syntax is meant, as in Hugging Face's tokenizer files")
        }
        handle = made
    }

    deinit { onig_free(handle) }

    /// Byte ranges of the matches, one after the other; an empty match right after another is passed over.
    func matches(_ text: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        guard let region = onig_region_new() else { return found }
        defer { onig_region_free(region, 1) }
        StandIns.replaceNew(text).withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            let end = base + bytes.count
            var place = 0
            var last = -1
            while place <= bytes.count {
                let status = onig_search(
                    handle, base, end, base + place, end, region, OnigOptionType(ONIG_OPTION_NONE))
                guard status >= 0 else { return }
                let range = Int(region.pointee.beg[0])..<Int(region.pointee.end[0])
                if range.isEmpty {
                    place = range.upperBound + Self.step(bytes, range.upperBound)
                    if range.upperBound == last { continue }
                } else {
                    place = range.upperBound
                }
                last = range.upperBound
                found.append(range)
            }
        }
        return found
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
