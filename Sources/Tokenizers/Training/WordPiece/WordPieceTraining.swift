package import Records

/// How BERT's WordPiece is trained: names and defaults are those of its normalizer in Hugging Face tokenizers.
package struct WordPieceTraining: Defaulted, Sendable {
    package var lowercase = true
    /// nil: as `lowercase`.
    package var stripAccents: Bool?

    package init() {}

    /// BERT's special tokens, for a training that names none.
    package static let specialTokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

    var normalizer: BertNormalizer { BertNormalizer(stripsAccents: stripAccents, lowercases: lowercase) }

    /// A tokenizer of each size.
    ///
    /// - Parameters:
    ///   - sizes: in ascending order.
    ///   - paths: the runs of `SpacedWordCounts`.
    package func train(
        sizes: [Int], minimumFrequency: Int, specialTokens: [String], mergingRuns paths: [String], memory: Int
    ) throws(DataError) -> [Tokenizer] {
        let special = specialTokens.isEmpty ? Self.specialTokens : specialTokens
        guard special.contains("[UNK]") else {
            throw DataError("WordPiece needs the special token [UNK]", mend: "name it with the others")
        }
        let words = try PieceWords(mergingRuns: paths, normalizer, specialTokens: special, memory: memory)
        let options = BPETrainer.Options(
            vocabularySize: sizes.last ?? 0, minimumFrequency: minimumFrequency, specialTokens: special)
        let trainer = try BPETrainer(options, continuing: words)
        return try trainer.train(smaller: sizes.dropLast()).map { (model) throws(DataError) in
            try tokenizer(model.vocabulary, special)
        }
    }

    private func tokenizer(_ vocabulary: Vocabulary, _ special: [String]) throws(DataError) -> Tokenizer {
        var names = TokenNames()
        for id in 0..<vocabulary.count { _ = names.insert(vocabulary.name(id), id: Int32(truncatingIfNeeded: id)) }
        let added = special.compactMap { name in names.id(of: name).map { AddedToken(id: $0, content: name) } }
        return try BERTVocabulary.tokenizer(names, added, normalizer)
    }
}
