internal import Text

/// Cuts lines into sentences.
///
/// A sentence ends after a full stop, a question or an exclamation mark of any script and what closes after it. In scripts
/// that put spaces between words white space must follow, and then no small letter: that it is an abbreviation's. The stop
/// of an initial (`J. Smith`) ends nothing (after Unicode Standard Annex 29, section 5, rules SB6 to SB11).
enum SentenceCutter {
    /// Marks that end a sentence if white space follows.
    private static let spaced: Set<UInt32> = Set(
        ".!?…‽؟۔।॥։።፧፨៕᙮".unicodeScalars.map(\.value))
    /// Marks that end a sentence whatever follows.
    private static let unspaced: Set<UInt32> = Set("。！？｡．".unicodeScalars.map(\.value))
    private static let closing: Set<UInt32> = Set("\"'”’»›)]}」』】）］〉》".unicodeScalars.map(\.value))

    /// Appends the ranges of the sentences of a line, without the white space between them.
    static func append(_ text: Span<UInt8>, _ line: Range<Int>, to ranges: inout [Range<Int>]) {
        var start = line.lowerBound
        var index = start
        while index < line.upperBound {
            let (point, length) = CodePoint.decode(text, at: index)
            index += length
            // Nearly all that comes is an ASCII letter or a space.
            if point < 0x80, point != 0x2E, point != 0x21, point != 0x3F { continue }
            guard spaced.contains(point) || unspaced.contains(point) else { continue }
            if point == 0x2E, isInitial(text, index - 1, from: start) { continue }
            let (end, isUnspaced) = endOfMarks(text, index, line.upperBound)
            let next = endOfSpace(text, end, line.upperBound)
            if next < line.upperBound, !isUnspaced, !unspaced.contains(point) {
                guard next > end, !isSmall(CodePoint.decode(text, at: next).point) else { continue }
            }
            ranges.append(start..<end)
            (start, index) = (next, next)
        }
        if start < line.upperBound { ranges.append(start..<line.upperBound) }
    }

    /// Whether before the stop at `index` stands a single capital letter.
    private static func isInitial(_ text: Span<UInt8>, _ index: Int, from start: Int) -> Bool {
        guard index > start, (0x41...0x5A).contains(text[index - 1]) else { return false }
        return index - 1 == start || text[index - 2] <= 0x20 || text[index - 2] == 0x2E
    }

    /// Where the marks and what closes after them end, and whether one was of a script without spaces.
    private static func endOfMarks(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> (Int, Bool) {
        var index = start
        var isUnspaced = false
        while index < limit {
            let (point, length) = CodePoint.decode(text, at: index)
            guard spaced.contains(point) || unspaced.contains(point) || closing.contains(point) else { break }
            isUnspaced = isUnspaced || unspaced.contains(point)
            index += length
        }
        return (index, isUnspaced)
    }

    private static func endOfSpace(_ text: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
        var index = start
        while index < limit {
            let (point, length) = CodePoint.decode(text, at: index)
            guard CharacterClass.of(point) == .space else { break }
            index += length
        }
        return index
    }

    private static func isSmall(_ point: UInt32) -> Bool {
        Unicode.Scalar(point)?.properties.isLowercase ?? false
    }
}
