/// For each document the one that stays for it, by rank: four bytes a document that is not in an index.
struct Clusters {
    /// Documents of an index, which have the least ranks and always stay.
    private let known: UInt32
    /// Ranks of those that stay, or of documents that lead to them; of a document that stays its own.
    private var parents: [UInt32]

    init(known: Int, count: Int) {
        self.known = UInt32(known)
        parents = Array(UInt32(known)..<UInt32(count))
    }

    /// The document that stays for one; itself if it stays.
    mutating func kept(for rank: UInt32) -> UInt32 {
        var rank = rank
        while rank >= known {
            let parent = parents[Int(rank - known)]
            if parent == rank { break }
            if parent >= known { parents[Int(rank - known)] = parents[Int(parent - known)] }
            rank = parents[Int(rank - known)]
        }
        return rank
    }

    /// Removes a document that has stayed so far, for another one that stays.
    mutating func remove(_ rank: UInt32, for kept: UInt32) { parents[Int(rank - known)] = kept }

    /// Makes the clusters of two documents one, whose first stays. Documents of an index stay, whatever leads to them.
    mutating func join(_ one: UInt32, _ other: UInt32) {
        let (first, second) = (kept(for: one), kept(for: other))
        if max(first, second) >= known, first != second { remove(max(first, second), for: min(first, second)) }
    }
}
