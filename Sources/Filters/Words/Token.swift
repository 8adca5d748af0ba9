/// A word or sign of a text.
struct Token {
    var range: Range<Int>
    /// Code points.
    var length: Int32
    var marks: Marks

    struct Marks: OptionSet {
        let rawValue: UInt8

        static let hasLetter = Marks(rawValue: 1)
        /// Nothing but signs.
        static let isSign = Marks(rawValue: 2)
        /// Nothing but punctuation.
        static let isPunctuation = Marks(rawValue: 4)
        static let endsSentence = Marks(rawValue: 8)
        /// A letter of a script without spaces, by itself.
        static let isUnspaced = Marks(rawValue: 16)
    }
}
