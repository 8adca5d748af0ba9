internal import Records
internal import Text

/// Lines of a text and their characters.
struct TextLines {
    struct Line {
        var range: Range<Int>
        /// Code points.
        var length: Int
        /// Nothing but white space.
        var isBlank: Bool
    }

    /// What stands between line feeds, empty lines too.
    private(set) var all: [Line] = []
    private(set) var characters = 0

    mutating func cut(_ text: Span<UInt8>) {
        all.removeAll(keepingCapacity: true)
        characters = 0
        var start = 0
        while true {
            let end = ByteScan.first(0x0A, in: text, from: start) ?? text.count
            let range = start..<end
            let length = Self.characters(text, range)
            all.append(
                Line(range: range, length: length, isBlank: Self.firstInk(text, range) == nil))
            characters += length
            if end == text.count { return }
            characters += 1
            start = end + 1
        }
    }

    static func characters(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        ByteScan.characterCount(in: text.extracting(range))
    }

    /// The first byte of what is no white space.
    @inline(__always)
    static func firstInk(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            if byte > 0x20 && byte < 0x80 { return index }
            let (point, length) = CodePoint.decode(text, at: index)
            if TokenCharacter.of(point) & TokenCharacter.space == 0 { return index }
            index += length
        }
        return nil
    }

    /// Where what is no white space ends.
    @inline(__always)
    static func endOfInk(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound {
            let start = lastCharacter(text, range.lowerBound..<end)
            let point = CodePoint.decode(text, at: start).point
            if TokenCharacter.of(point) & TokenCharacter.space == 0 { return end }
            end = start
        }
        return end
    }

    /// Where the last character of a range that is not empty begins.
    @inline(__always)
    static func lastCharacter(_ text: Span<UInt8>, _ range: Range<Int>) -> Int {
        var start = range.upperBound - 1
        while start > range.lowerBound, range.upperBound - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    static func trimmed(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        guard let start = firstInk(text, range) else { return range.lowerBound..<range.lowerBound }
        return start..<endOfInk(text, range)
    }

    /// Calls `body` with the lines of a range as Python's `str.splitlines` has them, which ends lines by more than line
    /// feeds.
    @inline(__always)
    static func forEachLine(_ text: Span<UInt8>, _ body: (Range<Int>) -> Void) {
        var start = 0
        var index = 0
        while index < text.count {
            let length = breakLength(text, at: index)
            if length == 0 {
                index &+= 1
                continue
            }
            body(start..<index)
            index += length
            start = index
        }
        if start < text.count { body(start..<text.count) }
    }

    @inline(__always)
    private static func breakLength(_ text: Span<UInt8>, at index: Int) -> Int {
        let byte = text[index]
        if byte > 0x1E && byte < 0xC2 { return 0 }
        switch byte {
        case 0x0D: return index + 1 < text.count && text[index + 1] == 0x0A ? 2 : 1
        case 0x0A...0x0C, 0x1C...0x1E: return 1
        case 0xC2: return index + 1 < text.count && text[index + 1] == 0x85 ? 2 : 0
        case 0xE2:
            guard index + 2 < text.count, text[index + 1] == 0x80 else { return 0 }
            return text[index + 2] == 0xA8 || text[index + 2] == 0xA9 ? 3 : 0
        default: return 0
        }
    }
}
