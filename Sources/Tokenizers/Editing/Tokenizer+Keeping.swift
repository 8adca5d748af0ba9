internal import Records

extension Tokenizer {
    /// The tokenizer with some of its tokens, numbered anew in their old order.
    func keeping(_ isKept: [Bool]) throws(DataError) -> TokenizerEdit {
        var ids: [Int32?] = []
        var count: Int32 = 0
        for kept in isKept {
            ids.append(kept ? count : nil)
            if kept { count += 1 }
        }
        switch engine {
        case .byteLevel(let fast):
            var added = addedTokens
            for place in added.indices { added[place].id = ids[Int(added[place].id)] ?? 0 }
            let tokenizer = ByteLevelTokenizer(
                model: try fast.model.renumbered(ids), preparation: fast.preparation, addedTokens: added)
            return TokenizerEdit(
                tokenizer: Tokenizer(.byteLevel(tokenizer), addedTokens: added, layout: layout.withoutIDs), ids: ids)
        case .sentencePiece(let model):
            var proto = model.proto
            proto.pieces = proto.pieces.indices.filter { isKept[$0] }.map { proto.pieces[$0] }
            let kept = try SentencePiece(proto, file: "")
            return TokenizerEdit(
                tokenizer: Tokenizer(.sentencePiece(kept), addedTokens: [], layout: layout), ids: ids)
        case .pipeline: throw TokenizerEdit.refusal("edited")
        }
    }
}

extension BPEModel {
    /// The model with the tokens that have new ids, in the order of these.
    fileprivate func renumbered(_ ids: [Int32?]) throws(DataError) -> BPEModel {
        var kept = Vocabulary(minimumCapacity: vocabulary.count)
        for id in ids.indices where ids[id] != nil {
            _ = kept.append(
                name: vocabulary.name(id), bytes: vocabulary.tokens[id], isInModel: vocabulary.isInModel(id))
        }
        kept.findByteTokens()
        let merges = merges.compactMap { merge -> Merge? in
            guard let first = ids[Int(merge.pair.first)], let second = ids[Int(merge.pair.second)],
                let id = ids[Int(merge.id)]
            else { return nil }
            return Merge(pair: TokenPair(first, second), id: id)
        }
        return try BPEModel(vocabulary: kept, merges: merges, ignoresMerges: ignoresMerges)
    }
}

extension TokenizerLayout {
    /// Without what names ids of its own.
    fileprivate var withoutIDs: TokenizerLayout {
        var layout = self
        layout.postProcessor = .null
        layout.padding = .null
        return layout
    }
}
