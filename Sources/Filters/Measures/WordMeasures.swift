internal import Records

/// What is counted of a text's tokens.
struct WordMeasures {
    private(set) var tokens = 0
    /// Tokens that are not made of signs alone.
    private(set) var words = 0
    /// Code points of these words.
    private(set) var wordCharacters = 0
    /// Words that are a letter of a script without spaces.
    private(set) var unspacedWords = 0
    /// Tokens with a letter in them.
    private(set) var alphabeticTokens = 0

    init(_ all: [Token]) {
        tokens = all.count
        for token in all {
            if token.marks.contains(.hasLetter) { alphabeticTokens &+= 1 }
            if token.marks.contains(.isSign) { continue }
            words &+= 1
            wordCharacters &+= Int(token.length)
            if token.marks.contains(.isUnspaced) { unspacedWords &+= 1 }
        }
    }
}
