import Records

/// The lines of a piece: those whose first byte lies in its range, wherever they end.
struct LineFrames {
    let input: ByteInput
    /// Lines that start here or later are another piece's.
    private let end: Int
    private let maximumBytes: Int
    /// Bytes of the window in which no line feed was found.
    private var searched = 0
    private let first: Int
    /// Lines of this piece before the current one.
    private(set) var count = 0
    private var numbersBefore: Int?

    init(_ bytes: PieceInput, maximumBytes: Int) throws(DataError) {
        // From the byte before: a line belongs here if that one is a line feed.
        let start = max(bytes.piece.range.lowerBound, 0)
        input = try bytes.open(from: max(start - 1, 0))
        end = input.isPlainFile ? bytes.piece.range.upperBound : Int.max
        self.maximumBytes = maximumBytes
        first = start
        if start > 0 { try skipBegunLine() }
    }

    private mutating func skipBegunLine() throws(DataError) {
        while true {
            let window = input.window
            if let feed = ByteScan.first(0x0A, in: window) {
                input.consume(feed + 1)
                return
            }
            input.consume(window.count)
            // A line without end that began before: nothing here is ours.
            if input.offset >= end { return }
            guard try input.fill() else { return }
        }
    }

    /// Gives and passes the lines that end in the window and have nothing about them that `next` has to tell, until `take`
    /// returns false for one, which stays.
    @inline(__always)
    mutating func takeOrdinary(_ take: (_ line: Span<UInt8>, _ offset: Int) -> Bool) {
        // The first line of a file may have a byte order mark.
        guard input.offset > 0 else { return }
        let input = input
        let window = input.window
        var start = 0
        while input.offset &+ start < end, let feed = ByteScan.first(0x0A, in: window, from: start) {
            let isWindows = feed > start && window[feed &- 1] == 0x0D
            let line = window.extracting(start..<(isWindows ? feed &- 1 : feed))
            guard line.count <= maximumBytes, take(line, input.offset &+ start) else { break }
            start = feed &+ 1
            count &+= 1
        }
        input.consume(start)
        if start > 0 { searched = 0 }
    }

    /// Finds the next line; `pass` it before asking for another.
    mutating func next() throws(DataError) -> LineFrame? {
        guard input.offset < end else { return nil }
        while true {
            if let feed = ByteScan.first(0x0A, in: input.window, from: searched) {
                return frame(length: feed, extent: feed + 1)
            }
            searched = input.window.count
            if searched > maximumBytes + 4 { return try passTooLong() }
            if try input.fill() { continue }
            return searched == 0 ? nil : frame(length: searched, extent: searched)
        }
    }

    mutating func pass(_ frame: LineFrame) {
        input.consume(frame.extent)
        searched = 0
        count += 1
    }

    private func frame(length: Int, extent: Int) -> LineFrame {
        let window = input.window
        var content = 0..<length
        if length > 0, window[length - 1] == 0x0D { content = 0..<(length - 1) }
        if input.offset == 0, content.count >= 3, window[0] == 0xEF, window[1] == 0xBB, window[2] == 0xBF {
            content = 3..<content.upperBound
        }
        var frame = LineFrame(offset: input.offset, content: content, extent: extent)
        if content.count > maximumBytes {
            frame.tooLong = (length, beginning())
        }
        return frame
    }

    private func beginning() -> [UInt8] {
        let head = input.window.extracting(first: BadRecord.quotedBytes)
        return head.withUnsafeBufferPointer { Array($0) }
    }

    /// Streams past a line of any length.
    private mutating func passTooLong() throws(DataError) -> LineFrame {
        var frame = LineFrame(offset: input.offset, content: 0..<0, extent: 0)
        let beginning = beginning()
        while true {
            let feed = ByteScan.first(0x0A, in: input.window, from: searched)
            searched = 0
            input.consume(feed.map { $0 + 1 } ?? input.window.count)
            if feed != nil { break }
            guard try input.fill() else { break }
        }
        frame.tooLong = (input.offset - frame.offset, beginning)
        return frame
    }

    /// 1-based number of the current line in the file. Lines before the piece are counted when first asked for; nil if
    /// they cannot be.
    mutating func lineNumber() -> Int? {
        if numbersBefore == nil { numbersBefore = first == 0 ? 0 : Self.countLines(in: input.path, before: first) }
        return numbersBefore.map { $0 + count + 1 }
    }

    /// Lines of a plain file that start before `end`.
    private static func countLines(in path: String, before end: Int) -> Int? {
        do throws(DataError) {
            let input = try ByteInput(path)
            var lines = 1
            // A file of a few bytes is in the window from the start.
            repeat {
                // A line feed at end - 1 belongs to the line before the piece's first.
                let rest = max(end - 1 - input.offset, 0)
                lines += ByteScan.count(0x0A, in: input.window.extracting(first: rest))
                input.consume(input.window.count)
                if input.offset >= end { break }
            } while try input.fill()
            return lines
        } catch {
            return nil
        }
    }
}
