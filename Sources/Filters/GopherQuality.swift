package import Records
internal import Text

/// Gopher's quality rules (Rae et al. 2021, "Scaling Language Models: Methods, Analysis & Insights from Training
/// Gopher", appendix A.1.1): the defaults are the paper's. Stop words are asked only of English, whose they are.
package struct GopherQuality: Stage, Defaulted {
    package var minimumWords = 50
    package var maximumWords = 100_000
    /// Mean word length in code points.
    package var minimumMeanWordLength = 3.0
    package var maximumMeanWordLength = 10.0
    /// `#` and ellipses, each, per word.
    package var maximumSymbolRatio = 0.1
    package var maximumBulletLines = 0.9
    package var maximumEllipsisLines = 0.3
    /// Share of words with at least one letter.
    package var minimumAlphabeticWords = 0.8
    package var minimumStopWords = 2

    package init() {}

    package let rules = [
        "words", "mean word length", "symbols", "bullet lines", "ellipsis lines", "alphabetic words", "stop words",
    ]

    private enum CodingKeys: String, CodingKey {
        case minimumWords, maximumWords, minimumMeanWordLength, maximumMeanWordLength, maximumSymbolRatio
        case maximumBulletLines, maximumEllipsisLines, minimumAlphabeticWords, minimumStopWords
    }

    package func process(_ batch: inout Batch) throws(DataError) {
        for index in 0..<batch.count where batch.isKept(index) {
            let isEnglish = batch.languages.string(index) == "en"
            if let (rule, score) = fault(TextMeasures(batch.texts[index]), isEnglish: isEnglish) {
                batch.drop(index, rule: rule, score: score)
            }
        }
    }

    private func fault(_ text: TextMeasures, isEnglish: Bool) -> (rule: Int, score: Double)? {
        let words = Double(text.words)
        if text.words < minimumWords || text.words > maximumWords { return (0, words) }
        // Word length says nothing where each character counts as a word.
        let spacedWords = text.words - text.unspacedWords
        if spacedWords > text.unspacedWords {
            let mean = Double(text.spacedWordCharacters) / Double(spacedWords)
            if mean < minimumMeanWordLength || mean > maximumMeanWordLength { return (1, mean) }
        }
        let symbols = Double(max(text.hashes, text.ellipses)) / max(words, 1)
        if symbols > maximumSymbolRatio { return (2, symbols) }
        let lines = Double(max(text.lines, 1))
        let bullets = Double(text.bulletLines) / lines
        if bullets > maximumBulletLines { return (3, bullets) }
        let ellipses = Double(text.ellipsisLines) / lines
        if ellipses > maximumEllipsisLines { return (4, ellipses) }
        let alphabetic = Double(text.alphabeticWords) / max(words, 1)
        if alphabetic < minimumAlphabeticWords { return (5, alphabetic) }
        if isEnglish && text.stopWords < minimumStopWords { return (6, Double(text.stopWords)) }
        return nil
    }
}
