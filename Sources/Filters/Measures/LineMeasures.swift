internal import Text

/// What is counted of lines and signs, whatever the words are.
struct LineMeasures {
    private(set) var hashes = 0
    private(set) var ellipses = 0
    /// Lines in the sense of Python's `str.splitlines`, and those that begin with a bullet or end with an ellipsis.
    private(set) var lines = 0
    private(set) var bulletLines = 0
    private(set) var ellipsisLines = 0
    /// Lines that are not blank, those of them that end as a sentence does, and those of at most 30 characters.
    private(set) var inkedLines = 0
    private(set) var punctuatedLines = 0
    private(set) var shortLines = 0
    /// Code points of the longest line, and of the third longest.
    private(set) var longestLine = 0
    private(set) var thirdLongestLine = 0

    private static let shortLine = 30

    init(_ text: Span<UInt8>, _ lines: TextLines) {
        countSigns(text)
        TextLines.forEachLine(text) { countLine(text, $0) }
        var longest = (0, 0, 0)
        for line in lines.all {
            if line.length > longest.0 {
                longest = (line.length, longest.0, longest.1)
            } else if line.length > longest.1 {
                longest = (longest.0, line.length, longest.1)
            } else if line.length > longest.2 {
                longest.2 = line.length
            }
            if line.isBlank { continue }
            inkedLines += 1
            if line.length <= Self.shortLine { shortLines += 1 }
            let last = TextLines.lastCharacter(text, line.range)
            let mark = TokenCharacter.of(CodePoint.decode(text, at: last).point)
            if mark & TokenCharacter.terminal != 0 { punctuatedLines += 1 }
        }
        longestLine = longest.0
        thirdLongestLine = longest.2
    }

    private mutating func countSigns(_ text: Span<UInt8>) {
        var dots = 0
        for index in text.indices {
            let byte = text[index]
            if byte == UInt8(ascii: ".") {
                dots &+= 1
                if dots == 3 {
                    ellipses &+= 1
                    dots = 0
                }
                continue
            }
            dots = 0
            if byte == UInt8(ascii: "#") { hashes &+= 1 }
            if byte == 0xE2, Self.isEllipsisCharacter(text, at: index) { ellipses &+= 1 }
        }
    }

    private static func isEllipsisCharacter(_ text: Span<UInt8>, at index: Int) -> Bool {
        index + 2 < text.count && text[index] == 0xE2 && text[index + 1] == 0x80 && text[index + 2] == 0xA6
    }

    private mutating func countLine(_ text: Span<UInt8>, _ line: Range<Int>) {
        lines += 1
        guard let first = TextLines.firstInk(text, line) else { return }
        let isBullet =
            text[first] == 0xE2 && first + 2 < text.count && text[first + 1] == 0x80 && text[first + 2] == 0xA2
        if isBullet || text[first] == UInt8(ascii: "-") { bulletLines += 1 }
        let end = TextLines.endOfInk(text, line)
        guard end - line.lowerBound >= 3 else { return }
        let isDots = text[end - 1] == 0x2E && text[end - 2] == 0x2E && text[end - 3] == 0x2E
        if isDots || Self.isEllipsisCharacter(text, at: end - 3) { ellipsisLines += 1 }
    }
}
