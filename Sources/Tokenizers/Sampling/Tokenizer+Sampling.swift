package import Records

extension Tokenizer {
    /// The dropout that the tokenizer's file asks for, with a seed of 0; nil for one that does not. The peer applies it
    /// to every text, too, with another draw each time.
    package var sampling: Sampling? {
        let dropout: Double? =
            switch engine {
            case .byteLevel: layout.dropout.double
            case .pipeline(let pipeline): pipeline.model.dropout
            case .sentencePiece: nil
            }
        return dropout.flatMap { $0 > 0 ? Sampling(.dropout($0)) : nil }
    }

    /// What SentencePiece's `enable_sampling` does with a model: `alpha` is the dropout of a BPE model.
    ///
    /// - Throws: for models with one segmentation of a text, and for BPE of other files, whose dropout has a name.
    package func sampling(alpha: Double, best: Int?, seed: UInt64) throws(DataError) -> Sampling {
        switch kind {
        case .unigram: return Sampling(.segmentation(alpha: alpha, best: best), seed: seed)
        case .bpe:
            guard case .sentencePiece = engine else {
                throw DataError("this model's segmentations have no probabilities", mend: "sample with --dropout")
            }
            guard best == nil else {
                throw DataError("a BPE model has no list of best segmentations", mend: "leave out --nbest")
            }
            return Sampling(.dropout(alpha), seed: seed)
        case .other:
            throw DataError("this model has one segmentation of a text", mend: "sample with a Unigram or BPE model")
        }
    }

    /// Refuses a model without merges.
    package func checkDropout() throws(DataError) {
        guard kind != .bpe else { return }
        throw DataError("this model has no merges to drop", mend: "sample a Unigram model with --sample")
    }

    private enum Kind { case bpe, unigram, other }

    private var kind: Kind {
        switch engine {
        case .byteLevel: .bpe
        case .pipeline(let pipeline):
            switch pipeline.model {
            case .bpe: .bpe
            case .unigram: .unigram
            case .wordPiece, .wordLevel: .other
            }
        case .sentencePiece(let model):
            switch model.proto.algorithm {
            case .bpe: .bpe
            case .unigram: .unigram
            case .word, .char: .other
            }
        }
    }

    /// The ids of the most likely segmentations of a text, the best first.
    ///
    /// - Throws: unless the model is a SentencePiece Unigram model, as the peer does.
    package func best(_ count: Int, _ text: Span<UInt8>, cache: EncodingCache) throws(DataError) -> [[Int32]] {
        guard case .sentencePiece(let model) = engine, kind == .unigram else {
            throw DataError(
                "this model has no list of best segmentations", mend: "--nbest is for SentencePiece Unigram models")
        }
        return model.best(count, text, cache)
    }
}

extension TokenModel {
    fileprivate var dropout: Double? {
        if case .bpe(let model) = self { return model.dropout }
        return nil
    }
}
