internal import Records

/// Sentences as spaCy 3.8's sentencizer counts them: one begins with the first token behind an end mark that is neither
/// punctuation nor an end mark itself; white space other than a single blank is such a token.
enum Sentences {
    static func count(_ text: Span<UInt8>, _ tokens: ArraySlice<Token>) -> Int {
        guard let first = tokens.first else { return 0 }
        var count = 1
        var isEnded = false
        var end = first.range.lowerBound
        for token in tokens {
            let start = token.range.lowerBound
            if isEnded && start > end && !(start == end + 1 && text[end] == 0x20) {
                count += 1
                isEnded = false
            }
            end = token.range.upperBound
            if token.marks.contains(.endsSentence) {
                isEnded = true
            } else if isEnded && !token.marks.contains(.isPunctuation) {
                count += 1
                isEnded = false
            }
        }
        return count
    }
}
