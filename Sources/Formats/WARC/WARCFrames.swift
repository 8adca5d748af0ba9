import Records

/// The records of a WARC file, one after the other, each with its whole block in the window.
///
/// A record must end where the next begins or the file ends. One that does not, or whose header is no header, is bad,
/// and the search for the next goes on right behind its first line, so that no length that lies takes another record
/// with it. Only a block over the limit is not kept to be searched: there, a line `WARC/1.` behind an empty one is a
/// record's beginning.
struct WARCFrames {
    enum Frame {
        /// The record's block lies in the window at `block`.
        case record(WARCRecord, block: Range<Int>, offset: Int)
        case bad(RecordFault, offset: Int, length: Int, beginning: [UInt8])
    }

    let input: WARCInput
    private let maximumBytes: Int
    /// Bytes of the window that the record given last takes.
    private var taken = 0
    private static let version = Array("WARC/".utf8)

    init(_ bytes: PieceInput, maximumBytes: Int) throws(DataError) {
        input = try WARCInput(bytes)
        self.maximumBytes = maximumBytes
    }

    /// - Throws: when the file cannot be read on.
    mutating func next() throws(DataError) -> Frame? {
        input.consume(taken)
        taken = 0
        let start = input.offset
        do throws(DataError) {
            guard try skipLineEnds() else { return nil }
            return try frame()
        } catch {
            // A broken gzip member is a bad record, and the next may be good; anything else ends the file.
            guard let place = input.brokenMember?.place else { throw error }
            let beginning = beginning
            let length = input.offset + input.window.count - start
            try input.skipMember()
            let fault = RecordFault(reason: "\(error.cause) (in the gzip member at byte \(place) of the file)")
            return .bad(fault, offset: start, length: length, beginning: beginning)
        }
    }

    private var beginning: [UInt8] {
        input.window.extracting(first: BadRecord.quotedBytes).withUnsafeBufferPointer { Array($0) }
    }

    /// - Returns: false if the file ends.
    private func skipLineEnds() throws(DataError) -> Bool {
        while true {
            let window = input.window
            var count = 0
            while count < window.count, Self.isLineEnd(window[count]) { count += 1 }
            input.consume(count)
            if !input.window.isEmpty { return true }
            if try !input.fill() { return false }
        }
    }

    private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0D || byte == 0x0A }

    /// Whether there are `count` bytes in the window, reading on for them.
    private func has(_ count: Int) throws(DataError) -> Bool {
        while input.window.count < count { if try !input.fill() { return false } }
        return true
    }

    private mutating func frame() throws(DataError) -> Frame {
        let header = try header()
        let record: WARCRecord
        do throws(RecordFault) { record = try WARCRecord(header) } catch { return try skipToRecord(error) }
        if record.contentLength > maximumBytes { return try skipToRecord(.tooLong(limit: maximumBytes)) }
        let end = record.header.length + record.contentLength
        guard try has(end) else {
            return try skipToRecord(RecordFault(reason: "the file ends within the record"))
        }
        guard try isBoundary(end) else {
            let length = record.contentLength
            return try skipToRecord(
                RecordFault(reason: "no record ends where its Content-Length says, behind \(length) bytes"))
        }
        taken = end
        return .record(record, block: record.header.length..<end, offset: input.offset)
    }

    /// The header at the window's beginning; nil if there is none that ends.
    private func header() throws(DataError) -> MessageHeader? {
        guard try begins(at: 0) else { return nil }
        while true {
            if let header = MessageHeader(input.window.extracting(first: MessageHeader.maximumBytes)) { return header }
            if input.window.count >= MessageHeader.maximumBytes { return nil }
            if try !input.fill() { return nil }
        }
    }

    /// - Parameter mayBeCut: the file may end within the version.
    private func begins(at place: Int, mayBeCut: Bool = false) throws(DataError) -> Bool {
        guard try has(place + Self.version.count) || mayBeCut else { return false }
        let window = input.window
        return Self.version.indices.allSatisfy {
            place + $0 >= window.count || window[place + $0] == Self.version[$0]
        }
    }

    /// Whether behind `end` there are only line ends before the next record or the end of the file.
    private func isBoundary(_ end: Int) throws(DataError) -> Bool {
        do throws(DataError) {
            var place = end
            while try has(place + 1) {
                guard Self.isLineEnd(input.window[place]) else { return try begins(at: place, mayBeCut: true) }
                place += 1
            }
            return true
        } catch {
            // The next member's fault is not this record's.
            if let broken = input.brokenMember, broken.offset >= input.offset + end { return true }
            throw error
        }
    }

    /// Goes to where the next record seems to begin: at the beginning of a line or of a gzip member.
    private func skipToRecord(_ fault: RecordFault) throws(DataError) -> Frame {
        let start = input.offset
        let beginning = beginning
        var place = 1
        while true {
            if let found = ByteScan.first(Self.version[0], in: input.window, from: min(place, input.window.count)) {
                let isFirst = input.window[found - 1] == 0x0A || input.isMemberStart(input.offset + found)
                if isFirst, try begins(at: found) {
                    input.consume(found)
                    break
                }
                place = found + 1
                continue
            }
            // The last byte stays, to be seen before the next.
            input.consume(max(input.window.count - 1, 0))
            place = 1
            if try !input.fill() {
                input.consume(1)
                break
            }
        }
        return .bad(fault, offset: start, length: input.offset - start, beginning: beginning)
    }
}
