/// Merges a long pre-token: a linked list of tokens and a heap of the pairs that can be merged.
struct LongPiece {
    private var ids: [Int32] = []
    private var ranks: [UInt32] = []
    private var next: [Int32] = []
    private var previous: [Int32] = []
    private var heap = RankHeap()

    mutating func encode(_ piece: UnsafeBufferPointer<UInt8>, _ tables: MergeTables) -> [Int32] {
        ids = piece.lazy.map { tables.byteIDs[Int($0)] }.filter { $0 >= 0 }
        let count = ids.count
        next = (0..<Int32(truncatingIfNeeded: count)).map { $0 + 1 }
        previous = (0..<Int32(truncatingIfNeeded: count)).map { $0 - 1 }
        ranks = [UInt32](repeating: PairRanks.none, count: count)
        heap.removeAll()
        for place in 0..<max(0, count - 1) {
            ranks[place] = tables.ranks.rank(ids[place], ids[place + 1])
            if ranks[place] != PairRanks.none { heap.append(rank: ranks[place], place: place) }
        }
        heap.heapify()
        while let (rank, place) = heap.pop() {
            // A merge since then may have changed what stands there.
            if ranks[place] == rank { merge(at: place, rank, tables) }
        }
        return ids.filter { $0 >= 0 }
    }

    private mutating func merge(at place: Int, _ rank: UInt32, _ tables: MergeTables) {
        let second = Int(next[place])
        let after = Int(next[second])
        ids[place] = tables.token(rank)
        ids[second] = -1
        ranks[second] = PairRanks.none
        next[place] = next[second]
        if after < ids.count { previous[after] = Int32(truncatingIfNeeded: place) }
        update(place, tables)
        if previous[place] >= 0 { update(Int(previous[place]), tables) }
    }

    /// Looks up the pair that begins at `place`.
    private mutating func update(_ place: Int, _ tables: MergeTables) {
        let following = Int(next[place])
        let rank = following < ids.count ? tables.ranks.rank(ids[place], ids[following]) : PairRanks.none
        ranks[place] = rank
        if rank != PairRanks.none { heap.push(rank: rank, place: place) }
    }
}
