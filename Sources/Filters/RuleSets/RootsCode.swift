internal import Records

/// ROOTS's rules for source code (Laurençon et al. 2022, "The BigScience ROOTS Corpus", section 3.4).
package struct RootsCode: Defaulted {
    /// Code points of the file.
    package var minimumCharacters = 100
    package var maximumCharacters = 200_000
    /// Standard deviation of the lengths of words.
    package var minimumWordLengthDeviation = 3.0
    /// Share of characters that are neither letters, numbers nor `_`.
    package var minimumNonWordShare = 0.15
    package var maximumNonWordShare = 0.65
    /// Code points of the longest line.
    package var minimumLongestLine = 20
    package var maximumLongestLine = 1000

    package init() {}

    var limits: [Limit] {
        [
            Limit(measure: .characters, minimum: Double(minimumCharacters), maximum: Double(maximumCharacters)),
            Limit(measure: .longestLine, minimum: Double(minimumLongestLine), maximum: Double(maximumLongestLine)),
            Limit(
                measure: .wordCharacterShare, minimum: 1 - maximumNonWordShare, maximum: 1 - minimumNonWordShare),
            .atLeast(minimumWordLengthDeviation, .wordLengthDeviation),
        ]
    }
}
