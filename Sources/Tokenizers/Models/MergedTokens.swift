/// Merges neighbouring tokens, the pair of the lowest rank first, the leftmost of these first, until there is none: a
/// heap of the pairs, and a list of what is left, so that time grows with n log n.
struct MergedTokens {
    private(set) var tokens: [TokenModel.Found]
    private var next: [Int32]
    private var previous: [Int32]
    private var ranks: [UInt32]
    private var heap = RankHeap()

    init(_ tokens: [TokenModel.Found]) {
        self.tokens = tokens
        let count = Int32(truncatingIfNeeded: tokens.count)
        next = (0..<count).map { $0 + 1 }
        previous = (0..<count).map { $0 - 1 }
        ranks = [UInt32](repeating: PairRanks.none, count: tokens.count)
    }

    /// - Parameters:
    ///   - rank: of a pair of ids, or `PairRanks.none`.
    ///   - made: the id that a rank makes.
    ///   - sampler: passes over merges; those passed over are tried again once another has been made.
    mutating func merge(
        rank: (Int32, Int32) -> UInt32, made: (UInt32) -> Int32, _ sampler: Sampler?
    ) -> [TokenModel.Found] {
        for place in tokens.indices.dropLast() {
            ranks[place] = rank(tokens[place].id, tokens[place + 1].id)
            if ranks[place] != PairRanks.none { heap.append(rank: ranks[place], place: place) }
        }
        heap.heapify()
        var passed: [(rank: UInt32, place: Int)] = []
        while let (best, place) = heap.pop() {
            // A merge since then may have changed what stands there.
            guard ranks[place] == best else { continue }
            if let sampler, sampler.drops() {
                passed.append((best, place))
                continue
            }
            for (rank, place) in passed { heap.push(rank: rank, place: place) }
            passed.removeAll(keepingCapacity: true)
            let second = Int(next[place])
            tokens[place].id = made(best)
            tokens[place].length += tokens[second].length
            tokens[second].id = -1
            ranks[second] = PairRanks.none
            next[place] = next[second]
            if Int(next[place]) < tokens.count { previous[Int(next[place])] = Int32(truncatingIfNeeded: place) }
            update(place, rank)
            if previous[place] >= 0 { update(Int(previous[place]), rank) }
        }
        return tokens.filter { $0.id >= 0 }
    }

    private mutating func update(_ place: Int, _ rank: (Int32, Int32) -> UInt32) {
        let second = Int(next[place])
        ranks[place] = second < tokens.count ? rank(tokens[place].id, tokens[second].id) : PairRanks.none
        if ranks[place] != PairRanks.none { heap.push(rank: ranks[place], place: place) }
    }
}
