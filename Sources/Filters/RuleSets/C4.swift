internal import Records

/// C4's rules (Raffel et al. 2020, "Exploring the Limits of Transfer Learning", section 2.2) as datatrove 0.10 applies them
/// (`C4QualityFilter`): lines that are no prose are taken out of the text, and texts of which too little is left, or that
/// hold a curly bracket or filler, are dropped.
package struct C4: Defaulted {
    package var removesCitations = true
    /// Lines have to end in `.`, `?`, `!` or a quotation mark, and not in an ellipsis.
    package var needsEndMark = true
    package var minimumSentences = 5
    package var minimumWordsInLine = 3
    /// Code points.
    package var maximumWordLength = 1000
    package var dropsLoremIpsum = true
    package var dropsCurlyBrackets = true
    package var removesJavascript = true
    /// Lines about cookies, privacy and terms of use.
    package var removesPolicies = true

    package init() {}

    static let rules = ["loremIpsum", "curlyBracket", "sentences"]
}
