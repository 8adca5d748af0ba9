/// Merges the bytes of a pre-token into tokens. Holds plain pointers, valid only inside `BPEModel.withMerger`.
struct PieceMerger {
    let ranks: PairRanks.View
    let byteRanks: UnsafeBufferPointer<UInt32>
    let merged: UnsafeBufferPointer<Int32>
    let byteIDs: UnsafeBufferPointer<Int32>
    let hasEveryByte: Bool
    let wholes: WholeTokens?

    /// Longer pieces go by a heap, so that time grows with n log n and not with n².
    static let shortPiece = 96

    /// Leaves the ids of a pre-token in `work.ids`. A byte without a token is left out, as with the peer.
    func encode(_ piece: UnsafeBufferPointer<UInt8>, work: inout PieceWork) {
        work.ids.removeAll(keepingCapacity: true)
        if let wholes, let id = wholes.id(of: piece) {
            work.ids.append(id)
            return
        }
        work.ranks.removeAll(keepingCapacity: true)
        if hasEveryByte {
            for byte in piece { work.ids.append(byteIDs[Int(byte)]) }
            for place in 0..<max(0, piece.count &- 1) {
                work.ranks.append(byteRanks[Int(piece[place]) &<< 8 | Int(piece[place &+ 1])])
            }
        } else {
            for byte in piece where byteIDs[Int(byte)] >= 0 { work.ids.append(byteIDs[Int(byte)]) }
            for place in 0..<max(0, work.ids.count &- 1) {
                work.ranks.append(ranks.rank(work.ids[place], work.ids[place &+ 1]))
            }
        }
        if work.ids.count <= Self.shortPiece { mergeShort(&work) } else { mergeLong(&work) }
    }

    /// Looks through all pairs for each merge.
    private func mergeShort(_ work: inout PieceWork) {
        var count = work.ids.count
        work.ids.withUnsafeMutableBufferPointer { ids in
            work.ranks.withUnsafeMutableBufferPointer { ranks in
                while count > 1 {
                    var best = ranks[0]
                    var place = 0
                    for other in 1..<max(1, count &- 1) where ranks[other] < best {
                        best = ranks[other]
                        place = other
                    }
                    if best == PairRanks.none { return }
                    ids[place] = merged[Int(best)]
                    count &-= 1
                    // The pair after the merged one moves up; the two around the new token are looked up anew.
                    var moved = place &+ 1
                    while moved < count {
                        ids[moved] = ids[moved &+ 1]
                        if moved &+ 1 < count { ranks[moved] = ranks[moved &+ 1] }
                        moved &+= 1
                    }
                    if place > 0 { ranks[place &- 1] = self.ranks.rank(ids[place &- 1], ids[place]) }
                    if place &+ 1 < count { ranks[place] = self.ranks.rank(ids[place], ids[place &+ 1]) }
                }
            }
        }
        work.ids.removeLast(work.ids.count - count)
    }

    /// A linked list of tokens and a heap of the pairs that can be merged.
    private func mergeLong(_ work: inout PieceWork) {
        let count = work.ids.count
        work.next.removeAll(keepingCapacity: true)
        work.previous.removeAll(keepingCapacity: true)
        work.heap.removeAll()
        for place in 0..<count {
            work.next.append(Int32(truncatingIfNeeded: place + 1))
            work.previous.append(Int32(truncatingIfNeeded: place - 1))
        }
        for place in 0..<count - 1 where work.ranks[place] != PairRanks.none {
            work.heap.append(rank: work.ranks[place], place: place)
        }
        work.ranks.append(PairRanks.none)
        work.heap.heapify()
        while let (rank, place) = work.heap.pop() {
            // A merge since then may have changed what stands there.
            if work.ranks[place] == rank { merge(at: place, rank, &work) }
        }
        work.ids.removeAll { $0 < 0 }
    }

    private func merge(at place: Int, _ rank: UInt32, _ work: inout PieceWork) {
        let second = Int(work.next[place])
        let after = Int(work.next[second])
        work.ids[place] = merged[Int(rank)]
        work.ids[second] = -1
        work.ranks[second] = PairRanks.none
        work.next[place] = Int32(truncatingIfNeeded: after)
        if after < work.ids.count { work.previous[after] = Int32(truncatingIfNeeded: place) }
        update(place, &work)
        if work.previous[place] >= 0 { update(Int(work.previous[place]), &work) }
    }

    /// Looks up the pair that begins at `place`.
    private func update(_ place: Int, _ work: inout PieceWork) {
        let following = Int(work.next[place])
        let rank =
            following < work.ids.count ? ranks.rank(work.ids[place], work.ids[following]) : PairRanks.none
        work.ranks[place] = rank
        if rank != PairRanks.none { work.heap.push(rank: rank, place: place) }
    }
}
