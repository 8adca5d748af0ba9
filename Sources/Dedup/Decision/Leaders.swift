internal import Records

/// For each removed document the one that stays for it: four bytes a document of the corpus.
struct Leaders {
    /// Number of the first document of each part among all, and of all at the end.
    private let firsts: [UInt32]
    private var leaders: [UInt32]
    private static let stays = UInt32.max

    /// - Parameter counts: documents of each part.
    init(counts: [Int]) throws(DataError) {
        var firsts: [UInt32] = []
        var sum = 0
        for count in counts + [0] {
            guard let first = UInt32(exactly: sum), first < Self.stays else {
                throw DataError("too many documents to dedupe", mend: "dedupe at most 4,294,967,294 at a time")
            }
            firsts.append(first)
            sum += count
        }
        self.firsts = firsts
        leaders = [UInt32](repeating: Self.stays, count: sum)
    }

    private func rank(_ document: UInt64) -> Int {
        Int(firsts[Int(document >> 32)]) + Int(document & 0xFFFF_FFFF)
    }

    private func document(_ rank: Int) -> UInt64 {
        var (low, high) = (0, firsts.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(firsts[middle]) <= rank { low = middle } else { high = middle }
        }
        return UInt64(low) << 32 | UInt64(rank - Int(firsts[low]))
    }

    /// The document that stays for a removed one; nil if it stays itself.
    func of(_ document: UInt64) -> UInt64? {
        let leader = leaders[rank(document)]
        return leader == Self.stays ? nil : self.document(Int(leader))
    }

    mutating func set(_ document: UInt64, _ leader: UInt64) {
        leaders[rank(document)] = UInt32(truncatingIfNeeded: rank(leader))
    }

    /// Number of clusters (a document that stays and those that go for it) by size, and the largest, the earliest first
    /// of equal ones.
    func clusters(largest count: Int) -> (sizes: [Int: Int], largest: [(document: UInt64, size: Int)]) {
        var followers = [UInt32](repeating: 0, count: leaders.count)
        for leader in leaders where leader != Self.stays { followers[Int(leader)] += 1 }
        var sizes: [Int: Int] = [:]
        var largest: [(rank: Int, size: Int)] = []
        for (rank, number) in followers.enumerated() where number > 0 {
            let size = Int(number) + 1
            sizes[size, default: 0] += 1
            if largest.count == count, let least = largest.last, size <= least.size { continue }
            largest.insert((rank, size), at: largest.firstIndex { $0.size < size } ?? largest.count)
            if largest.count > count { largest.removeLast() }
        }
        return (sizes, largest.map { (document($0.rank), $0.size) })
    }
}
