internal import Text

/// Cuts text into pre-tokens as GPT-2's pattern does (openai/gpt-2, src/encoder.py), scanned by hand:
/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
package enum GPT2Scanner {
    /// What the pattern tells apart.
    private enum Kind: UInt8 { case letter, number, space, other }

    private static let ascii: [Kind] = (0..<128).map { kind(ofPoint: UInt32($0)) }

    private static func kind(ofPoint point: UInt32) -> Kind {
        switch CharacterClass.of(point) {
        case .letter, .unspacedLetter: .letter
        case .number: .number
        case .space: .space
        case .mark, .other: .other
        }
    }

    @inline(__always)
    private static func kind(_ text: Span<UInt8>, at index: Int) -> (kind: Kind, length: Int) {
        let byte = text[index]
        if byte < 0x80 { return (ascii[Int(byte)], 1) }
        let (point, length) = CodePoint.decode(text, at: index)
        return (kind(ofPoint: point), length)
    }

    /// End of the pre-token that begins at `start`, which lies before the end of `text`.
    package static func end(in text: Span<UInt8>, from start: Int) -> Int {
        let first = text[start]
        if first == 0x27, let end = contraction(text, start) { return end }
        var (kind, length) = kind(text, at: start)
        var index = start + length
        if kind == .space {
            guard first == 0x20, index < text.count, self.kind(text, at: index).kind != .space else {
                return spaces(text, start, index)
            }
            (kind, length) = self.kind(text, at: index)
            index += length
        }
        while index < text.count {
            let next = self.kind(text, at: index)
            if next.kind != kind { break }
            index += next.length
        }
        return index
    }

    /// `'s`, `'t`, `'m`, `'d`, `'re`, `'ve`, `'ll`.
    private static func contraction(_ text: Span<UInt8>, _ start: Int) -> Int? {
        guard start + 1 < text.count else { return nil }
        switch text[start + 1] {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return start + 2
        case UInt8(ascii: "r"), UInt8(ascii: "v"):
            return start + 2 < text.count && text[start + 2] == UInt8(ascii: "e") ? start + 3 : nil
        case UInt8(ascii: "l"):
            return start + 2 < text.count && text[start + 2] == UInt8(ascii: "l") ? start + 3 : nil
        default: return nil
        }
    }

    /// A run of white space: all of it at the end of the text, else without its last character unless it is the only
    /// one (`\s+(?!\S)|\s+`).
    private static func spaces(_ text: Span<UInt8>, _ start: Int, _ afterFirst: Int) -> Int {
        var index = afterFirst
        var last = start
        while index < text.count {
            let next = kind(text, at: index)
            if next.kind != .space { return last == start ? index : last }
            last = index
            index += next.length
        }
        return index
    }
}
