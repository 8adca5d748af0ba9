internal import Records

/// FineWeb's own quality rules (Penedo et al. 2024, "The FineWeb Datasets", section 3.6) as datatrove 0.10 applies them
/// (`pipeline/filters/fineweb_quality_filter.py`), in its order. FineWeb itself put them behind gopherRepetition,
/// gopherQuality and c4 without the latter's asking for punctuation.
package struct FineWeb: Defaulted {
    package var minimumPunctuatedLines = 0.12
    /// Lines of at most 30 characters.
    package var maximumShortLines = 0.67
    package var maximumRepeatedCharacters = 0.01
    /// Line feeds per token.
    package var maximumLineFeeds = 0.3

    package init() {}

    var limits: [Limit] {
        [
            .atLeast(1, .lines), .atLeast(minimumPunctuatedLines, .punctuatedLineShare),
            .atMost(maximumShortLines, .shortLineShare), .atMost(maximumRepeatedCharacters, .repeatedCharacterShare),
            .atMost(maximumLineFeeds, .lineFeedShare),
        ]
    }
}
