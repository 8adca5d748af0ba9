internal import Records

/// The order of pieces: that of the keep policy between documents, then that of their places.
struct PieceOrder {
    /// Ranks by number where the policy has any, to sort by, and numbers by rank.
    private let ranks: Ranks
    private let numbers: Ranks
    private let isRanked: Bool
    private let memory: Int
    private let scratch: String

    init(_ store: inout SignatureStore, _ keep: KeepPolicy, memory: Int, scratch: String) throws(DataError) {
        ranks = try Ranks(&store, keep, memory: memory / 4, scratch: scratch + ".ranks")
        var inverted = ranks
        inverted.invert()
        numbers = inverted
        isRanked = !keep.criteria.isEmpty
        self.memory = memory
        self.scratch = scratch
    }

    /// The runs of all parts, whose values are places, in order; documents by their ranks.
    func merge(_ paths: [String], _ store: SignatureStore) throws(DataError) -> PairMerge {
        let runs = paths.indices.map {
            PairRun(path: paths[$0], offset: PiecePlace(document: UInt32(store.firsts[$0]), unit: 0).word)
        }
        var merge = try PairMerge(runs, memory: memory / 4, scratch: scratch + ".keys")
        if !isRanked { return merge }
        var sorter = PairSorter(prefix: scratch + ".ranked", memory: memory / 4)
        while let pair = try merge.next() {
            try sorter.append(Pair(key: pair.key, value: try renamed(pair.value, ranks, store)))
        }
        return try sorter.merge()
    }

    /// The document of a rank.
    func number(_ rank: UInt32, _ store: SignatureStore) throws(DataError) -> UInt32 {
        numbers.rank(try store.check(UInt64(rank)))
    }

    /// A place whose document is a rank, with its number instead.
    func numbered(_ place: UInt64, _ store: SignatureStore) throws(DataError) -> UInt64 {
        try renamed(place, numbers, store)
    }

    private func renamed(_ word: UInt64, _ ranks: Ranks, _ store: SignatureStore) throws(DataError) -> UInt64 {
        var place = PiecePlace(word)
        place.document = ranks.rank(try store.check(UInt64(place.document)))
        return place.word
    }
}
