internal import Records

extension BPEModel {
    /// tiktoken's form of BPE: any two neighbours merge whose bytes together are a token, the lowest id first
    /// (openai/tiktoken, src/lib.rs, `_byte_pair_merge`), and a piece that is a token is never cut.
    ///
    /// - Parameters:
    ///   - vocabulary: tokens by rank; gets the special tokens, with gaps before them where their ids leave some.
    ///   - special: in the order of their ids.
    init(ranked vocabulary: inout Vocabulary, special: [(name: String, id: Int32)]) throws(DataError) {
        let wholes = WholeTokens(vocabulary)
        let pairs = Self.pairs(vocabulary, wholes)
        let merged = (0..<vocabulary.count).map { Int32(truncatingIfNeeded: $0) }
        for (name, id) in special {
            guard id >= vocabulary.count else { throw DataError("the id \(id) of \(name) is that of another token") }
            while vocabulary.count < id { vocabulary.appendGap() }
            let spelling = Array(name.utf8)
            guard vocabulary.append(name: spelling.span, bytes: spelling.span, isInModel: false) else {
                throw DataError("the special token \(name) is a token by itself")
            }
        }
        guard pairs.count < PairRanks.limit else { throw DataError("there are more pairs than \(PairRanks.limit)") }
        self.init(vocabulary: vocabulary, pairs: pairs, merged: merged, wholes: wholes)
    }

    /// Every two tokens that make a third, with its id.
    private static func pairs(_ vocabulary: Vocabulary, _ wholes: WholeTokens) -> [MergeTables.RankedPair] {
        var pairs: [MergeTables.RankedPair] = []
        pairs.reserveCapacity(vocabulary.count * 3)
        let tokens = vocabulary.tokens
        for id in 0..<vocabulary.count {
            tokens[id].withUnsafeBufferPointer { token in
                for cut in 1..<max(1, token.count) {
                    guard let second = wholes.id(of: UnsafeBufferPointer(rebasing: token[cut...])),
                        let first = wholes.id(of: UnsafeBufferPointer(rebasing: token[..<cut]))
                    else { continue }
                    pairs.append(.init(pair: TokenPair(first, second), rank: UInt32(truncatingIfNeeded: id)))
                }
            }
        }
        return pairs
    }

    /// The merges that make the same tokens one after the other, for files that list them: of each token, the two parts
    /// that BPE with the tokens before it leaves (as tiktoken's users recover them). The ids they give are the same on
    /// all but very rare text.
    var listedMerges: [Merge] {
        guard isRanked else { return merges }
        var found: [Merge] = []
        for id in 0..<vocabulary.count where vocabulary.isInModel(id) && vocabulary.tokens[id].count > 1 {
            let parts = tables.parts(vocabulary.tokens[id], below: UInt32(truncatingIfNeeded: id))
            if parts.count == 2 {
                found.append(.init(pair: TokenPair(parts[0], parts[1]), id: Int32(truncatingIfNeeded: id)))
            }
        }
        return found
    }
}

extension MergeTables {
    /// What is left of a token's bytes by the merges of lower rank.
    fileprivate func parts(_ token: Span<UInt8>, below limit: UInt32) -> [Int32] {
        var ids = token.indices.map { byteIDs[Int(token[$0])] }
        while ids.count > 1 {
            var best = limit
            var place = -1
            for index in 0..<ids.count - 1 {
                let rank = ranks.rank(ids[index], ids[index + 1])
                if rank < best { (best, place) = (rank, index) }
            }
            if place < 0 { break }
            ids[place] = merged[Int(best)]
            ids.remove(at: place + 1)
        }
        return ids
    }
}
