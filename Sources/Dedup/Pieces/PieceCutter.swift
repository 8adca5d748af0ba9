/// Cuts a text into the pieces that are compared. White space between two belongs to neither; a piece that is nothing else
/// is none.
struct PieceCutter {
    let piece: LinesOptions.Piece

    /// Appends the range of each piece.
    func append(_ text: Span<UInt8>, to ranges: inout [Range<Int>]) {
        var start = 0
        /// The paragraph that has begun.
        var open: Range<Int>?
        while start < text.count {
            var end = start
            while end < text.count, text[end] != 0x0A { end += 1 }
            let line = Self.trimmed(text, start..<end)
            start = end + 1
            switch piece {
            case .line: if !line.isEmpty { ranges.append(line) }
            case .sentence: if !line.isEmpty { SentenceCutter.append(text, line, to: &ranges) }
            case .paragraph:
                if line.isEmpty {
                    if let open { ranges.append(open) }
                    open = nil
                } else {
                    open = (open?.lowerBound ?? line.lowerBound)..<line.upperBound
                }
            }
        }
        if let open { ranges.append(open) }
    }

    private static func trimmed(_ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
        var (start, end) = (line.lowerBound, line.upperBound)
        while start < end, isSpace(text[start]) { start += 1 }
        while end > start, isSpace(text[end - 1]) { end -= 1 }
        return start..<end
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
