internal import Records

/// The two tokens that each token is made of, where it is made of two.
struct TokenParts {
    let parts: [(first: Int, second: Int)?]

    init(_ tokenizer: Tokenizer) throws(DataError) {
        switch tokenizer.engine {
        case .byteLevel(let fast): parts = Self.parts(fast.model)
        case .sentencePiece(let model): parts = Self.parts(model.proto)
        case .pipeline: throw TokenizerEdit.refusal("pruned")
        }
    }

    /// The merge of the lowest rank that makes a token: the others are not come to.
    private static func parts(_ model: BPEModel) -> [(first: Int, second: Int)?] {
        var parts = [(first: Int, second: Int)?](repeating: nil, count: model.vocabulary.count)
        for merge in model.merges where parts[Int(merge.id)] == nil {
            parts[Int(merge.id)] = (Int(merge.pair.first), Int(merge.pair.second))
        }
        return parts
    }

    /// None for Unigram models, which make nothing of pieces.
    private static func parts(_ proto: SentencePieceProto) -> [(first: Int, second: Int)?] {
        guard proto.algorithm == .bpe else { return proto.pieces.map { _ in nil } }
        var ids: [[UInt8]: Int] = [:]
        for (id, piece) in proto.pieces.enumerated() where piece.type == .normal { ids[piece.name] = id }
        return proto.pieces.map { piece in
            guard piece.type == .normal else { return nil }
            var left = piece.name.indices.filter { piece.name[$0] & 0xC0 != 0x80 }.map { start in
                Array(
                    piece.name[
                        start..<min(piece.name.count, start + SentencePieceUnigram.characterLength(piece.name[start]))])
            }
            // Merged as in a text, until one merge is left.
            while left.count > 2 {
                let joins = (0..<left.count - 1).compactMap { place in
                    ids[left[place] + left[place + 1]].map { (place, proto.pieces[$0].score) }
                }
                guard let best = joins.max(by: { $0.1 != $1.1 ? $0.1 < $1.1 : $0.0 > $1.0 }) else { return nil }
                left[best.0] += left[best.0 + 1]
                left.remove(at: best.0 + 1)
            }
            guard left.count == 2, let first = ids[left[0]], let second = ids[left[1]] else { return nil }
            return (first, second)
        }
    }
}
