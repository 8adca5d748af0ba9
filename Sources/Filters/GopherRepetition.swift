package import Records
internal import Text

/// Gopher's repetition rules (Rae et al. 2021, table A1): shares of duplicate lines and paragraphs, of characters in
/// the most frequent 2- to 4-gram, and of characters in duplicate 5- to 10-grams. The defaults are the paper's.
package struct GopherRepetition: Stage, Defaulted {
    package var maximumDuplicateLines = 0.3
    package var maximumDuplicateParagraphs = 0.3
    package var maximumDuplicateLineCharacters = 0.2
    package var maximumDuplicateParagraphCharacters = 0.2
    /// For n = 2, 3, 4.
    package var maximumTopNgram = [0.20, 0.18, 0.16]
    /// For n = 5 … 10.
    package var maximumDuplicateNgrams = [0.15, 0.14, 0.13, 0.12, 0.11, 0.10]

    package init() {}

    package var rules: [String] {
        ["duplicate lines", "duplicate paragraphs", "duplicate line characters", "duplicate paragraph characters"]
            + maximumTopNgram.indices.map { "top \($0 + 2)-gram" }
            + maximumDuplicateNgrams.indices.map { "duplicate \($0 + 5)-grams" }
    }

    package func process(_ batch: inout Batch) throws(DataError) {
        for index in 0..<batch.count where batch.isKept(index) {
            if let (rule, score) = fault(batch.texts[index]) { batch.drop(index, rule: rule, score: score) }
        }
    }

    private func fault(_ text: Span<UInt8>) -> (rule: Int, score: Double)? {
        let lines = RepeatedPieces(text, separatorNewlines: 1)
        let paragraphs = RepeatedPieces(text, separatorNewlines: 2)
        if lines.share > maximumDuplicateLines { return (0, lines.share) }
        if paragraphs.share > maximumDuplicateParagraphs { return (1, paragraphs.share) }
        if lines.byteShare > maximumDuplicateLineCharacters { return (2, lines.byteShare) }
        if paragraphs.byteShare > maximumDuplicateParagraphCharacters { return (3, paragraphs.byteShare) }
        let words = RepeatedNgrams(text)
        for (place, limit) in maximumTopNgram.enumerated() {
            let share = words.topShare(of: place + 2)
            if share > limit { return (4 + place, share) }
        }
        for (place, limit) in maximumDuplicateNgrams.enumerated() {
            let share = words.duplicateShare(of: place + 5)
            if share > limit { return (4 + maximumTopNgram.count + place, share) }
        }
        return nil
    }
}
