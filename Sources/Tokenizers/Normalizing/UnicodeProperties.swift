/// Properties of code points, as the libraries inside Hugging Face tokenizers 0.23.3 know them: recorded from it, since
/// they are of several versions of Unicode.
enum UnicodeProperties {
    private static let numeric = CodePointSet(UnicodePropertyRuns.numeric)
    private static let punctuation = CodePointSet(UnicodePropertyRuns.punctuation)
    private static let mark = CodePointSet(UnicodePropertyRuns.mark)
    private static let nonspacingMark = CodePointSet(UnicodePropertyRuns.nonspacingMark)
    private static let control = CodePointSet(UnicodePropertyRuns.control)
    private static let word = CodePointSet(UnicodePropertyRuns.word)

    /// White_Space.
    static func isSpace(_ point: UInt32) -> Bool {
        switch point {
        case 0x9...0xD, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// General category N.
    static func isNumeric(_ point: UInt32) -> Bool { numeric.contains(point) }

    /// ASCII's punctuation and symbols, and general category P.
    static func isPunctuation(_ point: UInt32) -> Bool { punctuation.contains(point) }

    /// General category M.
    static func isMark(_ point: UInt32) -> Bool { point >= 0x300 && mark.contains(point) }

    /// General category Mn.
    static func isNonspacingMark(_ point: UInt32) -> Bool { point >= 0x300 && nonspacingMark.contains(point) }

    /// What BERT's clean-up removes.
    static func isControl(_ point: UInt32) -> Bool { control.contains(point) }

    /// `\w` of regular expressions.
    static func isWordCharacter(_ point: UInt32) -> Bool { word.contains(point) }

    /// Number of the script a code point is cut by; 0 goes with any.
    static func script(_ point: UInt32) -> UInt32 {
        let place = UnicodePropertyRuns.scripts.countAtMost(point << 8 | 0xFF) - 1
        return place < 0 ? 0 : UnicodePropertyRuns.scripts[place] & 0xFF
    }

    /// `char::to_lowercase`, up to three code points.
    static func lowercase(_ point: UInt32) -> [UInt32] {
        guard point >= 0x80 else { return [(0x41...0x5A).contains(point) ? point + 0x20 : point] }
        guard let scalar = Unicode.Scalar(point) else { return [point] }
        return scalar.properties.lowercaseMapping.points
    }

    /// Whether the peer's normalisation forms know a code point: they are of Unicode 9.
    static func isInForms(_ point: UInt32) -> Bool {
        Unicode.Scalar(point)?.properties.age.map { $0.major < 10 } ?? false
    }
}
