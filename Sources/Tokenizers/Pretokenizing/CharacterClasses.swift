/// Which class of the pre-tokenisation patterns a character is in.
enum CharacterClasses {
    static let other: UInt8 = 0
    /// White space but CR and LF.
    static let space: UInt8 = 1
    /// CR and LF.
    static let newline: UInt8 = 2
    static let number: UInt8 = 3
    /// General category M.
    static let mark: UInt8 = 4
    /// Lu and Lt. The letters come last, so that one comparison tells them.
    static let upper: UInt8 = 5
    static let lower: UInt8 = 6
    /// Lm and Lo.
    static let uncased: UInt8 = 7
    /// General categories P and S, which most patterns do not tell from `other`.
    static let symbol: UInt8 = 8

    /// What most patterns go by: symbols are `other`.
    static let table = ClassTable { $0 == symbol ? other : $0 }
}
