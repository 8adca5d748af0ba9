internal import Records

/// The order in which documents are taken, by the keep policy: of two duplicates the one of lesser rank stays. Documents
/// of an index come first.
struct Ranks {
    /// By number, from the first document that is not in an index on; nil where rank and number are the same.
    private var ranks: [UInt32]?
    private let known: UInt32

    /// Sorts by one criterion after the other, the least weighty first, so that four bytes a document are all it holds.
    ///
    /// - Parameters:
    ///   - memory: bytes for sorting before it spills.
    ///   - scratch: prefix of files that are made and removed again.
    init(_ store: inout SignatureStore, _ keep: KeepPolicy, memory: Int, scratch: String) throws(DataError) {
        known = UInt32(store.known)
        guard !keep.criteria.isEmpty else { return }
        let numbers = known..<UInt32(store.count)
        var ranks = Array(numbers)
        for criterion in keep.criteria.indices.reversed() {
            var sorter = PairSorter(prefix: scratch, memory: memory)
            for (rank, number) in zip(ranks, numbers) {
                let value = try store.entry(number).order[criterion]
                try sorter.append(Pair(key: value, value: UInt64(rank) << 32 | UInt64(number)))
            }
            var merge = try sorter.merge()
            var next = known
            while let pair = try merge.next() {
                ranks[Int(UInt32(truncatingIfNeeded: pair.value) - known)] = next
                next += 1
            }
        }
        self.ranks = ranks
    }

    func rank(_ number: UInt32) -> UInt32 {
        guard let ranks, number >= known else { return number }
        return ranks[Int(number - known)]
    }

    /// Turns ranks into numbers: what `rank(_:)` gives for a document's rank is then its number.
    mutating func invert() {
        guard let ranks else { return }
        var numbers = ranks
        for (number, rank) in ranks.enumerated() { numbers[Int(rank - known)] = UInt32(number) + known }
        self.ranks = numbers
    }
}
