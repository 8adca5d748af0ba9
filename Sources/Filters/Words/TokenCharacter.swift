internal import Text

/// What tokens are cut by, and what is asked of their characters: a bit each.
enum TokenCharacter {
    /// Letters as spaCy's classes have them, which leave some scripts out; those without case are in all three.
    static let alphabetic: UInt16 = 1 << 0
    static let lower: UInt16 = 1 << 1
    static let upper: UInt16 = 1 << 2
    static let icon: UInt16 = 1 << 3
    static let punctuation: UInt16 = 1 << 4
    static let quote: UInt16 = 1 << 5
    static let currency: UInt16 = 1 << 6
    /// Of which a token of signs alone is made (datatrove's PUNCTUATION_SET).
    static let sign: UInt16 = 1 << 7
    /// With which a line of prose ends (datatrove's TERMINAL_PUNCTUATION).
    static let terminal: UInt16 = 1 << 8
    /// After which a sentence begins (spaCy's sentencizer).
    static let sentenceEnd: UInt16 = 1 << 9
    /// What Python's `str.isspace` calls space.
    static let space: UInt16 = 1 << 10
    /// General category L.
    static let letter: UInt16 = 1 << 11
    /// General category P.
    static let punctuationCategory: UInt16 = 1 << 12
    /// A letter of a script that puts no spaces between words.
    static let unspaced: UInt16 = 1 << 13
    /// General category M.
    static let mark: UInt16 = 1 << 14

    /// Of any code point.
    @inline(__always)
    static func of(_ point: UInt32) -> UInt16 { point < tabled ? table[Int(point)] : beyond(point) }

    private static let tabled: UInt32 = 0x20000

    private static let table: InlineArray<0x20000, UInt16> = {
        var table = InlineArray<0x20000, UInt16> { property(UInt32($0)) }
        let runs = TokenCharacterTable.values
        for (index, run) in runs.enumerated() {
            let end = index + 1 < runs.count ? Int(runs[index + 1] >> 16) : Int(tabled)
            for point in Int(run >> 16)..<end { table[point] |= UInt16(truncatingIfNeeded: run) }
        }
        return table
    }()

    private static func property(_ point: UInt32) -> UInt16 {
        switch CharacterClass.of(point) {
        case .letter: return letter
        case .unspacedLetter: return letter | unspaced
        case .mark: return mark
        case .space: return space
        case .number: return 0
        case .other: break
        }
        if (0x1C...0x1F).contains(point) { return space }
        guard let scalar = Unicode.Scalar(point) else { return 0 }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return punctuationCategory
        default: return 0
        }
    }

    /// Beyond the table all letters are Han ideographs.
    private static func beyond(_ point: UInt32) -> UInt16 {
        let property = property(point)
        return property & letter == 0 ? property : property | alphabetic | lower | upper
    }
}
