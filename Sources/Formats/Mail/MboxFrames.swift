import Records

/// The messages of a mailbox: each begins with a line `From ADDRESS DATE` behind an empty line (RFC 4155, appendix A).
///
/// Text has lines that begin with `From `, too, and not every program quotes them: such a line begins a message only if
/// it holds a time of day.
struct MboxFrames {
    struct Frame {
        /// Of the message's first byte in the decompressed file.
        var offset: Int
        /// 1-based.
        var line: Int
        /// The message without its `From ` line, in the window.
        var message: Range<Int>
        /// Bytes of the window that it takes.
        var extent: Int
        /// Bytes of the file that it took.
        var length: Int
        var fault: RecordFault?
    }

    let input: ByteInput
    private let maximumBytes: Int
    private var line = 1
    private static let mark = Array("From ".utf8)
    /// Longest `From ` line that is looked at.
    private static let maximumMark = 1024

    init(_ bytes: PieceInput, maximumBytes: Int) throws(DataError) {
        input = try bytes.open()
        self.maximumBytes = maximumBytes
    }

    /// Finds the next message; `pass` it before asking for another.
    mutating func next() throws(DataError) -> Frame? {
        try skipEmptyLines()
        if input.window.isEmpty { return nil }
        let (offset, line) = (input.offset, line)
        while input.window.count < Self.maximumMark, try input.fill() {}
        let head = Self.markLength(at: 0, in: input.window)
        var searched = head ?? 0
        while true {
            if let end = Self.end(in: input.window, from: &searched) {
                return frame(offset, line, head, end)
            }
            if input.window.count > maximumBytes { return try passTooLong(offset, line) }
            if try !input.fill() { return frame(offset, line, head, input.window.count) }
        }
    }

    mutating func pass(_ frame: Frame) { consume(frame.extent) }

    private func frame(_ offset: Int, _ line: Int, _ head: Int?, _ end: Int) -> Frame {
        var frame = Frame(offset: offset, line: line, message: (head ?? 0)..<end, extent: end, length: end)
        if head == nil { frame.fault = RecordFault(reason: "no message: it does not begin with 'From ' and a date") }
        if end > maximumBytes { frame.fault = .tooLong(limit: maximumBytes) }
        return frame
    }

    private mutating func passTooLong(_ offset: Int, _ line: Int) throws(DataError) -> Frame {
        var end: Int?
        while end == nil {
            // What the next message may begin in stays.
            consume(max(0, input.window.count - Self.maximumMark))
            var searched = 0
            end = try input.fill() ? Self.end(in: input.window, from: &searched) : input.window.count
        }
        consume(end ?? 0)
        return Frame(
            offset: offset, line: line, message: 0..<0, extent: 0, length: input.offset - offset,
            fault: .tooLong(limit: maximumBytes))
    }

    private mutating func skipEmptyLines() throws(DataError) {
        repeat {
            let input = input
            let window = input.window
            var count = 0
            while count < window.count, window[count] == 0x0A || window[count] == 0x0D { count += 1 }
            consume(count)
            if !input.window.isEmpty { return }
        } while try input.fill()
    }

    private mutating func consume(_ count: Int) {
        line += ByteScan.count(0x0A, in: input.window.extracting(first: count))
        input.consume(count)
    }

    /// Where the message ends, behind an empty line; `searched` is moved to where the search goes on with more bytes.
    private static func end(in window: Span<UInt8>, from searched: inout Int) -> Int? {
        while let feed = ByteScan.first(0x0A, in: window, from: searched) {
            var next = feed + 1
            if next < window.count, window[next] == 0x0D { next += 1 }
            // The mark's line must be there whole.
            guard next + maximumMark < window.count || ByteScan.first(0x0A, in: window, from: next + 1) != nil else {
                searched = feed
                return nil
            }
            if window[next] == 0x0A, markLength(at: next + 1, in: window) != nil { return next + 1 }
            searched = feed + 1
        }
        searched = window.count
        return nil
    }

    /// Bytes of the `From ` line that begins here, its end among them.
    private static func markLength(at start: Int, in window: Span<UInt8>) -> Int? {
        guard window.count - start > mark.count, mark.indices.allSatisfy({ window[start + $0] == mark[$0] }) else {
            return nil
        }
        let line = window.extracting(start...).extracting(first: maximumMark)
        let end = ByteScan.first(0x0A, in: line) ?? line.count
        var place = mark.count
        while place + 4 < end {
            let hasTime =
                line[place + 2] == UInt8(ascii: ":") && line[place].isASCIIDigit && line[place + 1].isASCIIDigit
                && line[place + 3].isASCIIDigit && line[place + 4].isASCIIDigit
            if hasTime { return min(end + 1, line.count) }
            place += 1
        }
        return nil
    }
}
