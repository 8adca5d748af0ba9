internal import Records
internal import Text

/// What quality rules look at, counted in one pass over the words and one over the lines of a text.
struct TextMeasures {
    private(set) var words = 0
    /// Words of one character, of scripts without spaces.
    private(set) var unspacedWords = 0
    /// Code points in the other words.
    private(set) var spacedWordCharacters = 0
    private(set) var alphabeticWords = 0
    /// Different English stop words (Rae et al. 2021, A.1.1) that occur.
    private(set) var stopWords = 0
    private(set) var hashes = 0
    private(set) var ellipses = 0
    private(set) var lines = 0
    private(set) var bulletLines = 0
    private(set) var ellipsisLines = 0

    private static let stopWordHashes: [UInt64] = ["the", "be", "to", "of", "and", "that", "have", "with"].map {
        ContentHash.xxh3(Array($0.utf8).span)
    }

    init(_ text: Span<UInt8>) {
        countWords(text)
        countLines(text)
    }

    private mutating func countWords(_ text: Span<UInt8>) {
        var seen: UInt8 = 0
        var iterator = Words(text)
        while let range = iterator.next() {
            words += 1
            let first = CharacterClass.of(CodePoint.decode(text, at: range.lowerBound).point)
            if first == .unspacedLetter {
                unspacedWords += 1
                alphabeticWords += 1
                continue
            }
            countSpaced(text.extracting(range), &seen)
        }
        stopWords = seen.nonzeroBitCount
    }

    private mutating func countSpaced(_ word: Span<UInt8>, _ seen: inout UInt8) {
        var hasLetter = false
        var index = 0
        while index < word.count {
            let (point, length) = CodePoint.decode(word, at: index)
            if CharacterClass.of(point).isLetter { hasLetter = true }
            spacedWordCharacters += 1
            index += length
        }
        if hasLetter { alphabeticWords += 1 }
        guard word.count <= 4 else { return }
        let hash = ContentHash.xxh3(word)
        for (place, stop) in Self.stopWordHashes.enumerated() where stop == hash { seen |= 1 << place }
    }

    private mutating func countLines(_ text: Span<UInt8>) {
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == 0x0A {
            if index > start { countLine(text.extracting(start..<index)) }
            start = index + 1
        }
    }

    private mutating func countLine(_ line: Span<UInt8>) {
        lines += 1
        for index in line.indices {
            if line[index] == UInt8(ascii: "#") { hashes += 1 }
            if Self.isEllipsis(line, at: index) { ellipses += 1 }
        }
        let first = CodePoint.decode(line, at: 0).point
        if first == 0x2022 || first == 0x2D || first == 0x2A { bulletLines += 1 }  // •, -, *
        if line.count >= 3 && Self.isEllipsis(line, at: line.count - 3) { ellipsisLines += 1 }
    }

    /// `...` or U+2026.
    private static func isEllipsis(_ line: Span<UInt8>, at index: Int) -> Bool {
        guard index + 2 < line.count else { return false }
        let (first, second, third) = (line[index], line[index + 1], line[index + 2])
        return (first == 0x2E && second == 0x2E && third == 0x2E) || (first == 0xE2 && second == 0x80 && third == 0xA6)
    }
}
