package import Records

extension Tokenizer {
    /// This tokenizer with another's tokens that it lacks behind its own, whose ids stay; Chinese-LLaMA's way (Y. Cui et
    /// al., "Efficient and Effective Text Encoding for Chinese LLaMA and Alpaca", 2023, section 2.1). What this one
    /// merges it goes on merging first.
    ///
    /// - Returns: the ids are those of the other's tokens.
    package func merging(_ other: Tokenizer) throws(DataError) -> TokenizerEdit {
        switch (engine, other.engine) {
        case (.byteLevel(let own), .byteLevel(let others)): return try merging(own, others, other)
        case (.sentencePiece(let own), .sentencePiece(let others)): return try merging(own, others)
        default:
            throw DataError(
                "two tokenizers can be merged if both are byte-level BPE, or both SentencePiece models",
                mend: "give two of a kind")
        }
    }

    private func merging(
        _ own: ByteLevelTokenizer, _ others: ByteLevelTokenizer, _ other: Tokenizer
    ) throws(DataError) -> TokenizerEdit {
        guard own.preparation.pattern == others.preparation.pattern else {
            throw DataError(
                "the tokenizers cut text differently: by \(own.preparation.pattern.text) and by "
                    + others.preparation.pattern.text,
                mend: "train one of them by the other's pattern")
        }
        var vocabulary = own.model.vocabulary
        let added = others.model.vocabulary
        var ids: [Int32?] = []
        for id in 0..<added.count {
            _ = vocabulary.append(name: added.name(id), bytes: added.tokens[id], isInModel: added.isInModel(id))
            ids.append(vocabulary.id(ofName: added.name(id)))
        }
        vocabulary.findByteTokens()
        var merges = own.model.merges
        var known = Set(merges.map(\.pair))
        for merge in others.model.merges {
            guard let first = ids[Int(merge.pair.first)], let second = ids[Int(merge.pair.second)],
                let id = ids[Int(merge.id)], known.insert(TokenPair(first, second)).inserted
            else { continue }
            merges.append(.init(pair: TokenPair(first, second), id: id))
        }
        var tokens = addedTokens
        for var token in other.addedTokens where !tokens.contains(where: { $0.content == token.content }) {
            guard let id = ids[Int(token.id)] else { continue }
            token.id = id
            tokens.append(token)
        }
        let merged = ByteLevelTokenizer(
            model: try BPEModel(vocabulary: vocabulary, merges: merges, ignoresMerges: own.model.ignoresMerges),
            preparation: own.preparation, addedTokens: tokens)
        return TokenizerEdit(
            tokenizer: Tokenizer(.byteLevel(merged), addedTokens: tokens, layout: layout, frame: frame, limits: limits),
            ids: ids)
    }

    private func merging(_ own: SentencePiece, _ others: SentencePiece) throws(DataError) -> TokenizerEdit {
        guard own.proto.algorithm == others.proto.algorithm else {
            throw DataError(
                "one model is \(own.proto.algorithm), the other \(others.proto.algorithm)",
                mend: "merge two models of one algorithm")
        }
        var proto = own.proto
        var ids: [Int32?] = []
        let least = proto.pieces.filter { $0.type == .normal }.map(\.score).min() ?? 0
        let best = others.proto.pieces.filter { $0.type == .normal }.map(\.score).max() ?? 0
        for var piece in others.proto.pieces {
            if let id = own.names.id(of: piece.name) {
                ids.append(id)
                continue
            }
            guard piece.type != .unknown else {
                ids.append(nil)
                continue
            }
            // Of a BPE model the scores are ranks, which go on; a Unigram model's are probabilities, and stay.
            if proto.algorithm == .bpe && piece.type == .normal { piece.score = least - 1 + (piece.score - best) }
            ids.append(Int32(truncatingIfNeeded: proto.pieces.count))
            proto.pieces.append(piece)
        }
        return TokenizerEdit(
            tokenizer: Tokenizer(.sentencePiece(try SentencePiece(proto, file: "")), addedTokens: [], layout: layout),
            ids: ids)
    }
}
