internal import Records

/// Cuts a text into the pieces that are compared. Empty lines, and white space between sentences, belong to none.
struct PieceCutter {
    let piece: LinesOptions.Piece

    /// Appends the range of each piece.
    func append(_ text: Span<UInt8>, to ranges: inout [Range<Int>]) {
        var start = 0
        /// The paragraph that has begun.
        var open: Range<Int>?
        while start < text.count {
            let end = ByteScan.first(0x0A, in: text, from: start) ?? text.count
            let line = start..<end
            let words = Self.trimmed(text, line)
            start = end + 1
            switch piece {
            case .line: if !words.isEmpty { ranges.append(line) }
            case .sentence: if !words.isEmpty { SentenceCutter.append(text, words, to: &ranges) }
            case .paragraph:
                if words.isEmpty {
                    if let open { ranges.append(open) }
                    open = nil
                } else {
                    open = (open ?? line).lowerBound..<line.upperBound
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
