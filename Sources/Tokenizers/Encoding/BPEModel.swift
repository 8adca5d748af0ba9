internal import Records

/// Byte-level BPE: a vocabulary and the order of its merges.
package struct BPEModel: Sendable {
    package struct Merge: Sendable, Equatable {
        package var pair: TokenPair
        /// Id of what the two make.
        package var id: Int32
    }

    package let vocabulary: Vocabulary
    /// By rank. A pair that was merged twice has the later rank, as with the peer.
    package let merges: [Merge]
    /// Open addressing from pair to rank, -1 where empty.
    private let slots: [Int32]

    package init(vocabulary: Vocabulary, merges: [Merge]) {
        self.vocabulary = vocabulary
        var seen: Set<TokenPair> = []
        var kept: [Merge] = []
        for merge in merges.reversed() where seen.insert(merge.pair).inserted { kept.append(merge) }
        self.merges = kept.reversed()
        var size = 64
        while size < self.merges.count * 2 { size *= 2 }
        var slots = [Int32](repeating: -1, count: size)
        for (rank, merge) in self.merges.enumerated() {
            var slot = merge.pair.hash & (size - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(truncatingIfNeeded: rank)
        }
        self.slots = slots
    }

    /// Rank of a pair, or nil if it is never merged.
    @inline(__always)
    func rank(_ pair: TokenPair) -> Int32? {
        let mask = slots.count - 1
        var slot = pair.hash & mask
        while slots[slot] >= 0 {
            let rank = slots[slot]
            if merges[Int(rank)].pair == pair { return rank }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// Longer pieces go by a heap, so that time grows with n log n and not with n².
    static let shortPiece = 48

    /// Ids of one pre-token: the lowest rank first, then the leftmost.
    package func encode(_ piece: Span<UInt8>, into ids: inout [Int32]) {
        let start = ids.count
        for index in piece.indices { ids.append(vocabulary.byteIDs[Int(piece[index])]) }
        if piece.count <= Self.shortPiece {
            mergeShort(&ids, from: start)
        } else {
            LongPiece.merge(&ids, from: start, by: self)
        }
    }

    private func mergeShort(_ ids: inout [Int32], from start: Int) {
        while ids.count - start > 1 {
            var best = Int32.max
            var place = -1
            for index in start..<ids.count - 1 {
                if let rank = rank(TokenPair(ids[index], ids[index + 1])), rank < best {
                    best = rank
                    place = index
                }
            }
            if place < 0 { return }
            ids[place] = merges[Int(best)].id
            ids.remove(at: place + 1)
        }
    }
}
