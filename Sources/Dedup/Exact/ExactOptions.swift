internal import Records

/// `exact`: what is compared, and how it is made alike before.
package struct ExactOptions: Defaulted, Equatable {
    /// What makes no difference.
    package enum Normalisation: String, Codable, Sendable, CaseIterable {
        /// How accents are encoded: texts are brought into NFC.
        case nfc
        /// Upper and lower case.
        case `case`
        /// How much white space there is and of which kind, and that at both ends.
        case space
        /// What is neither letter, mark, number nor white space.
        case punctuation
        /// Which digits a number is made of, and how many.
        case digits
    }

    /// `text`, `url` or any other field.
    package var by = "text"
    package var ignore: [Normalisation] = [.nfc, .case, .space]
    package init() {}
}
