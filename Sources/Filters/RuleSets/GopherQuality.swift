internal import Records

/// Gopher's quality rules (Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training
/// Gopher", appendix A.1.1) as datatrove 0.10 applies them (`pipeline/filters/gopher_quality_filter.py`), in its order.
package struct GopherQuality: Defaulted {
    package var minimumWords = 50
    package var maximumWords = 100_000
    /// Mean word length in code points.
    package var minimumMeanWordLength = 3.0
    package var maximumMeanWordLength = 10.0
    /// `#` and ellipses, each, per token.
    package var maximumSymbolShare = 0.1
    package var maximumBulletLines = 0.9
    package var maximumEllipsisLines = 0.3
    /// Share of tokens with at least one letter.
    package var minimumAlphabeticShare = 0.8
    package var minimumStopWords = 2
    /// By language; other languages are not asked for stop words.
    package var stopWords = ["en": ["the", "be", "to", "of", "and", "that", "have", "with"]]

    package init() {}

    var limits: [Limit] {
        [
            Limit(measure: .words, minimum: Double(minimumWords), maximum: Double(maximumWords)),
            Limit(measure: .meanWordLength, minimum: minimumMeanWordLength, maximum: maximumMeanWordLength),
            .atMost(maximumSymbolShare, .hashShare), .atMost(maximumSymbolShare, .ellipsisShare),
            .atMost(maximumBulletLines, .bulletLineShare), .atMost(maximumEllipsisLines, .ellipsisLineShare),
            .atLeast(minimumAlphabeticShare, .alphabeticShare), .atLeast(Double(minimumStopWords), .stopWords),
        ]
    }
}
