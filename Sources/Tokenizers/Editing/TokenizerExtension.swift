package import Records

/// Learns more tokens for a byte-level tokenizer from new text; those it has keep their ids and their merges.
package struct TokenizerExtension {
    private let tokenizer: Tokenizer
    private let base: ByteLevelTokenizer
    private var counts: PretokenCounts

    package init(_ tokenizer: Tokenizer) throws(DataError) {
        guard case .byteLevel(let base) = tokenizer.engine else {
            throw DataError(
                "only byte-level BPE can be extended", mend: "give a byte-level tokenizer.json or a rank file")
        }
        self.tokenizer = tokenizer
        self.base = base
        counts = PretokenCounts(pattern: base.preparation.pattern)
    }

    package mutating func add(_ text: Span<UInt8>) {
        guard base.preparation.composes else { return counts.add(text) }
        text.withUnsafeBufferPointer { counts.add(ComposedText($0).bytes.span) }
    }

    /// - Parameters:
    ///   - size: tokens in all.
    ///   - minimumFrequency: pairs that occur less often are not merged.
    package consuming func learn(size: Int, minimumFrequency: Int) throws(DataError) -> TokenizerEdit {
        let options = BPETrainer.Options(vocabularySize: size, minimumFrequency: minimumFrequency)
        let model = try BPETrainer(options, extending: base.model, counts: counts).train()
        let extended = ByteLevelTokenizer(
            model: model, preparation: base.preparation, addedTokens: tokenizer.addedTokens)
        let ids = (0..<base.vocabularySize).map { Int32(truncatingIfNeeded: $0) as Int32? }
        return TokenizerEdit(
            tokenizer: Tokenizer(
                .byteLevel(extended), addedTokens: tokenizer.addedTokens, layout: tokenizer.layout,
                frame: tokenizer.frame, limits: tokenizer.limits), ids: ids)
    }
}
