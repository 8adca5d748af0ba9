internal import Records

/// Gopher's repetition rules (Rae et al. 2021, table A1) as datatrove 0.10 applies them
/// (`pipeline/filters/gopher_repetition_filter.py`), in its order: shares of duplicate paragraphs and lines, of characters
/// in the most frequent 2- to 4-gram, and of characters in duplicate 5- to 10-grams.
package struct GopherRepetition: Defaulted {
    package var maximumDuplicateLines = 0.3
    package var maximumDuplicateParagraphs = 0.3
    package var maximumDuplicateLineCharacters = 0.2
    package var maximumDuplicateParagraphCharacters = 0.2
    /// For n = 2, 3, 4 …
    package var maximumTopNgram = [0.20, 0.18, 0.16]
    /// For n = 5 … 10.
    package var maximumDuplicateNgrams = [0.15, 0.14, 0.13, 0.12, 0.11, 0.10]

    package init() {}

    func check() throws(DataError) {
        guard maximumTopNgram.count <= 9, maximumDuplicateNgrams.count <= 6 else {
            throw DataError(
                "gopherRepetition has limits for n-grams of more than 10 words",
                mend: "maximumTopNgram begins at 2, maximumDuplicateNgrams at 5")
        }
    }

    var limits: [Limit] {
        [
            .atLeast(1, .characters),
            .atMost(maximumDuplicateParagraphs, .duplicateParagraphShare),
            .atMost(maximumDuplicateParagraphCharacters, .duplicateParagraphCharacterShare),
            .atMost(maximumDuplicateLines, .duplicateLineShare),
            .atMost(maximumDuplicateLineCharacters, .duplicateLineCharacterShare),
        ] + maximumTopNgram.enumerated().map { .atMost($1, .topNgramShare($0 + 2)) }
            + maximumDuplicateNgrams.enumerated().map { .atMost($1, .duplicateNgramShare($0 + 5)) }
    }
}
