package import Records

/// Byte-level BPE: a vocabulary and the order of its merges.
package struct BPEModel: Sendable {
    package struct Merge: Sendable, Equatable {
        package var pair: TokenPair
        /// Id of what the two make.
        package var id: Int32
    }

    package let vocabulary: Vocabulary
    /// By rank.
    package let merges: [Merge]
    /// Whether a pre-token that is a token as a whole is never cut (Hugging Face's `ignore_merges`).
    package let ignoresMerges: Bool
    let ranks: PairRanks
    /// Id made by the merge of each rank.
    let merged: [Int32]
    /// Rank of each pair of bytes, `first × 256 + second`: every pre-token begins with these.
    let byteRanks: [UInt32]
    private let hasEveryByte: Bool
    /// Tokens by their bytes; for `ignoresMerges` only.
    let wholes: WholeTokens?

    /// - Parameter merges: a pair that is there twice has the later rank, as with the peer.
    /// - Throws: when there are more tokens or merges than the tables hold.
    package init(vocabulary: Vocabulary, merges: [Merge], ignoresMerges: Bool = false) throws(DataError) {
        guard vocabulary.count <= Vocabulary.limit, merges.count < PairRanks.limit else {
            throw DataError("a vocabulary of more than \(Vocabulary.limit) tokens or twice as many merges")
        }
        self.vocabulary = vocabulary
        self.ignoresMerges = ignoresMerges
        self.merges = Self.withoutRepetitions(merges)
        ranks = PairRanks(self.merges.map(\.pair))
        merged = self.merges.map(\.id)
        byteRanks = Self.byteRanks(vocabulary, self.merges)
        hasEveryByte = !vocabulary.byteIDs.contains(-1)
        wholes = ignoresMerges ? WholeTokens(vocabulary) : nil
    }

    private static func withoutRepetitions(_ merges: [Merge]) -> [Merge] {
        var seen: Set<TokenPair> = []
        seen.reserveCapacity(merges.count)
        for merge in merges { seen.insert(merge.pair) }
        if seen.count == merges.count { return merges }
        seen.removeAll(keepingCapacity: true)
        return merges.reversed().filter { seen.insert($0.pair).inserted }.reversed()
    }

    private static func byteRanks(_ vocabulary: Vocabulary, _ merges: [Merge]) -> [UInt32] {
        var bytes: [Int32: Int] = [:]
        for (byte, id) in vocabulary.byteIDs.enumerated() where id >= 0 { bytes[id] = byte }
        var ranks = [UInt32](repeating: PairRanks.none, count: 1 << 16)
        for (rank, merge) in merges.enumerated() {
            guard let first = bytes[merge.pair.first], let second = bytes[merge.pair.second] else { continue }
            ranks[first << 8 | second] = UInt32(truncatingIfNeeded: rank)
        }
        return ranks
    }

    /// Ids of one pre-token: the lowest rank first, then the leftmost. For tests and single words; texts go by
    /// `Tokenizer`.
    package func encode(_ piece: Span<UInt8>) -> [Int32] {
        var ids: [Int32] = []
        piece.withUnsafeBufferPointer { bytes in
            var work = PieceWork()
            withMerger { merger in
                merger.encode(bytes, work: &work)
                ids.append(contentsOf: work.ids)
            }
        }
        return ids
    }

    /// Lends the tables as plain pointers, so that the hot loop counts no references.
    func withMerger<Result>(_ body: (PieceMerger) -> Result) -> Result {
        ranks.slots.withUnsafeBufferPointer { slots in
            byteRanks.withUnsafeBufferPointer { byteRanks in
                merged.withUnsafeBufferPointer { merged in
                    vocabulary.byteIDs.withUnsafeBufferPointer { byteIDs in
                        body(
                            PieceMerger(
                                ranks: PairRanks.View(slots), byteRanks: byteRanks, merged: merged, byteIDs: byteIDs,
                                hasEveryByte: hasEveryByte, wholes: wholes))
                    }
                }
            }
        }
    }
}
