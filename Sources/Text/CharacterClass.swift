/// What kind of character a code point is, as far as words and pre-tokens go.
package enum CharacterClass: UInt8, Sendable {
    case other
    /// General category L, in a script that puts spaces between words.
    case letter
    /// General category L in Han, Kana, Thai, Lao, Khmer, Burmese or Tibetan, which write words without spaces.
    case unspacedLetter
    /// General category M.
    case mark
    /// General category N.
    case number
    /// White_Space.
    case space

    package var isLetter: Bool { self == .letter || self == .unspacedLetter }

    /// Ranges of scripts written without spaces between words (Unicode Scripts.txt; whole blocks).
    private static let unspaced: [ClosedRange<UInt32>] = [
        0x0E00...0x0EFF,  // Thai, Lao
        0x0F00...0x0FFF,  // Tibetan
        0x1000...0x109F,  // Myanmar
        0x1780...0x17FF,  // Khmer
        0x2E80...0x2FDF,  // Han radicals
        0x3005...0x3007, 0x3021...0x3029, 0x3031...0x303C,
        0x3040...0x30FF, 0x31F0...0x31FF,  // Hiragana, Katakana
        0x3400...0x4DBF, 0x4E00...0x9FFF,  // Han
        0xA9E0...0xA9FF, 0xAA60...0xAA7F,  // Myanmar extended
        0xF900...0xFAFF,  // Han compatibility
        0xFF66...0xFF9F,  // halfwidth Katakana
        0x1AFF0...0x1B16F,  // Kana supplement and extensions
    ]

    /// Beyond this all letters are Han ideographs, in these ranges (Unicode 16, UnicodeData.txt).
    private static let tabled: UInt32 = 0x20000
    private static let ideographs: [ClosedRange<UInt32>] = [
        0x20000...0x2A6DF, 0x2A700...0x2B739, 0x2B740...0x2B81D, 0x2B820...0x2CEA1, 0x2CEB0...0x2EBE0,
        0x2EBF0...0x2EE5D,
        0x2F800...0x2FA1D, 0x30000...0x3134A, 0x31350...0x323AF,
    ]
    /// The version of Unicode that Hugging Face tokenizers 0.23.3 cuts by (asked of it for every code point).
    private static let unicodeVersion = 16

    /// Classes of the first two planes, made once from the properties that Swift's library carries. Its Unicode may be
    /// newer than the pinned one: what was added since is as unassigned.
    private static let table: [CharacterClass] = (0..<tabled).map { point in
        guard let scalar = Unicode.Scalar(point) else { return .other }
        let properties = scalar.properties
        guard let age = properties.age, age.major <= unicodeVersion else { return .other }
        if properties.isWhitespace { return .space }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            return unspaced.contains { $0.contains(point) } ? .unspacedLetter : .letter
        case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
        case .decimalNumber, .letterNumber, .otherNumber: return .number
        default: return .other
        }
    }

    package static func of(_ point: UInt32) -> CharacterClass {
        if point < tabled { return table[Int(point)] }
        if ideographs.contains(where: { $0.contains(point) }) { return .unspacedLetter }
        return (0xE0100...0xE01EF).contains(point) ? .mark : .other
    }
}
