/// A named figure of a text, for rules and annotations.
package enum Measure: Hashable, Sendable {
    /// Tokens as `EnglishTokens` cuts them: words and signs.
    case tokens
    /// Tokens that are not made of signs alone.
    case words
    /// Code points a word. Where most words are letters of scripts without spaces, it says nothing and is no number.
    case meanWordLength
    /// `#`, or ellipses, a token.
    case hashShare, ellipsisShare
    /// Of the lines, those that begin with a bullet or end with an ellipsis.
    case bulletLineShare, ellipsisLineShare
    /// Of the tokens, those with a letter.
    case alphabeticShare
    /// Different stop words of the record's language that occur; no number if no list is known for it.
    case stopWords
    case duplicateLineShare, duplicateParagraphShare
    /// Of the text's code points, those in lines or paragraphs that stood in it before.
    case duplicateLineCharacterShare, duplicateParagraphCharacterShare
    /// Of the text's code points, those in the most frequent n-gram of tokens, for n from 2 to 10.
    case topNgramShare(Int)
    /// Of the text's code points, those in n-grams that stood in it before, for n from 2 to 10.
    case duplicateNgramShare(Int)
    /// Lines that are not blank.
    case lines
    /// Of these, those that end as sentences do, and those of at most 30 code points.
    case punctuatedLineShare, shortLineShare
    /// Of the code points but for line feeds, those in lines that stood in the text before.
    case repeatedCharacterShare
    /// Line feeds a token.
    case lineFeedShare
    /// Code points.
    case characters
    /// Code points of the longest line, of the third longest, and of a line on average.
    case longestLine, thirdLongestLine, meanLineLength
    /// Of the code points, letters and numbers; numbers; white space; brackets `()`; letters, numbers and `_`.
    case alphanumericShare, numberShare, spaceShare, bracketShare, wordCharacterShare
    /// Of the code points, those that are neither letters nor marks; those that are neither letters, numbers, any of `?!,.`
    /// nor line feeds.
    case specialCharacterShare, otherCharacterShare
    /// Standard deviation of the lengths of runs of letters, numbers and `_`.
    case wordLengthDeviation
    /// Of n-grams of code points, or of words between spaces, those that repeat, as ROOTS counts them.
    case characterRepetition(Int), wordRepetition(Int)

    /// As rules name it: `words`, `topNgramShare[3]`.
    package init?(_ name: String) {
        if let measure = Self.plain[name] {
            self = measure
            return
        }
        guard let open = name.firstIndex(of: "["), name.last == "]", let make = Self.counted[String(name[..<open])],
            let n = Int(name[name.index(after: open)...].dropLast()), (2...NgramRepetition.longest).contains(n)
        else { return nil }
        self = make(n)
    }

    package var name: String {
        switch self {
        case .topNgramShare(let n): "topNgramShare[\(n)]"
        case .duplicateNgramShare(let n): "duplicateNgramShare[\(n)]"
        case .characterRepetition(let n): "characterRepetition[\(n)]"
        case .wordRepetition(let n): "wordRepetition[\(n)]"
        default: "\(self)"
        }
    }

    package static var names: [String] { plain.keys.sorted() + counted.keys.sorted().map { $0 + "[n]" } }

    private static let plain: [String: Measure] = [
        "tokens": .tokens, "words": .words, "meanWordLength": .meanWordLength, "hashShare": .hashShare,
        "ellipsisShare": .ellipsisShare, "bulletLineShare": .bulletLineShare, "ellipsisLineShare": .ellipsisLineShare,
        "alphabeticShare": .alphabeticShare, "stopWords": .stopWords, "duplicateLineShare": .duplicateLineShare,
        "duplicateParagraphShare": .duplicateParagraphShare,
        "duplicateLineCharacterShare": .duplicateLineCharacterShare,
        "duplicateParagraphCharacterShare": .duplicateParagraphCharacterShare, "lines": .lines,
        "punctuatedLineShare": .punctuatedLineShare, "shortLineShare": .shortLineShare,
        "repeatedCharacterShare": .repeatedCharacterShare, "lineFeedShare": .lineFeedShare, "characters": .characters,
        "longestLine": .longestLine, "thirdLongestLine": .thirdLongestLine, "meanLineLength": .meanLineLength,
        "alphanumericShare": .alphanumericShare, "numberShare": .numberShare, "spaceShare": .spaceShare,
        "bracketShare": .bracketShare, "wordCharacterShare": .wordCharacterShare,
        "specialCharacterShare": .specialCharacterShare, "otherCharacterShare": .otherCharacterShare,
        "wordLengthDeviation": .wordLengthDeviation,
    ]

    private static let counted: [String: @Sendable (Int) -> Measure] = [
        "topNgramShare": { .topNgramShare($0) }, "duplicateNgramShare": { .duplicateNgramShare($0) },
        "characterRepetition": { .characterRepetition($0) }, "wordRepetition": { .wordRepetition($0) },
    ]
}
