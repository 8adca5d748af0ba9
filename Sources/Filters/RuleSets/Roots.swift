internal import Records

/// ROOTS's document filters by language (Laurençon et al. 2022, "The BigScience ROOTS Corpus", appendix B;
/// bigscience-workshop/data-preparation, `parameters_filtering.py`), as far as they ask for neither word lists nor models:
/// stop and flagged words, language and perplexity are for `where`, once a stage has written them.
package struct Roots: Defaulted {
    /// What texts of a language are held to.
    package struct Thresholds: Codable, Sendable {
        package var minimumWords: Int
        package var maximumWords: Int?
        /// n-grams of so many code points, and which share of them may repeat.
        package var characterNgram: Int?
        package var maximumCharacterRepetition: Double?
        /// n-grams of so many words.
        package var wordNgram: Int?
        package var maximumWordRepetition: Double?
        package var maximumSpecialCharacters: Double?
    }

    /// A text in a language that is not here is kept.
    package var languages: [String: Thresholds] = [
        "en": Thresholds(
            minimumWords: 20, maximumWords: 100_000, characterNgram: 10, maximumCharacterRepetition: 0.106,
            wordNgram: 5,
            maximumWordRepetition: 0.19, maximumSpecialCharacters: 0.4),
        "zh": Thresholds(
            minimumWords: 1, maximumWords: 100_000, characterNgram: 3, maximumCharacterRepetition: 0.2, wordNgram: 5,
            maximumWordRepetition: 0.96, maximumSpecialCharacters: 0.3),
        "fr": Thresholds(minimumWords: 13), "ar": Thresholds(minimumWords: 20), "hi": Thresholds(minimumWords: 38),
        "vi": Thresholds(minimumWords: 30),
    ]

    package init() {}

    var limits: [String: [Limit]] { languages.mapValues(\.limits) }

    func check() throws(DataError) {
        for (language, thresholds) in languages {
            for n in [thresholds.characterNgram, thresholds.wordNgram] where !(1...100).contains(n ?? 1) {
                throw DataError("roots: n-grams of \(n ?? 0) for '\(language)'", mend: "give 1 to 100")
            }
        }
    }
}

extension Roots.Thresholds {
    var limits: [Limit] {
        var limits = [
            Limit(
                measure: .words, minimum: Double(minimumWords), maximum: maximumWords.map(Double.init) ?? .infinity)
        ]
        if let n = characterNgram, let most = maximumCharacterRepetition {
            limits.append(.atMost(most, .characterRepetition(n)))
        }
        if let n = wordNgram, let most = maximumWordRepetition { limits.append(.atMost(most, .wordRepetition(n))) }
        if let most = maximumSpecialCharacters { limits.append(.atMost(most, .specialCharacterShare)) }
        return limits
    }
}
