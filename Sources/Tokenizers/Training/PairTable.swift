/// Counts of pairs of tokens, and the words they occur in: open addressing, and one arena of linked lists.
struct PairTable {
    struct Occurrence {
        var word: Int32
        /// Next node of the list, or -1.
        var next: Int32
    }

    private var slots = [Int32](repeating: -1, count: 1 << 16)
    private(set) var pairs: [TokenPair] = []
    private(set) var counts: [Int64] = []
    private(set) var occurrences: [Occurrence] = []
    /// First node of the list being made of each pair, or -1.
    private var heads: [Int32] = []
    private var touched: [Int] = []

    /// Adds to the count of a pair and returns its place.
    mutating func add(_ pair: TokenPair, _ change: Int64) -> Int {
        let mask = slots.count - 1
        var slot = pair.hash & mask
        while slots[slot] >= 0 {
            let entry = Int(slots[slot])
            if pairs[entry] == pair {
                counts[entry] &+= change
                return entry
            }
            slot = (slot + 1) & mask
        }
        let entry = pairs.count
        slots[slot] = Int32(truncatingIfNeeded: entry)
        pairs.append(pair)
        counts.append(change)
        heads.append(-1)
        if pairs.count * 2 > slots.count { grow() }
        return entry
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        var larger = [Int32](repeating: -1, count: mask + 1)
        for entry in pairs.indices {
            var slot = pairs[entry].hash & mask
            while larger[slot] >= 0 { slot = (slot + 1) & mask }
            larger[slot] = Int32(truncatingIfNeeded: entry)
        }
        slots = larger
    }

    /// Notes that a pair now occurs in a word. Words come one after the other, each once in a list.
    mutating func occurs(_ entry: Int, in word: Int) {
        let head = heads[entry]
        if head < 0 {
            touched.append(entry)
        } else if occurrences[Int(head)].word == Int32(truncatingIfNeeded: word) {
            return
        }
        heads[entry] = Int32(truncatingIfNeeded: occurrences.count)
        occurrences.append(Occurrence(word: Int32(truncatingIfNeeded: word), next: head))
    }

    /// The pairs noted since the last call, with their lists, which are closed by this.
    mutating func takeTouched() -> [(entry: Int, list: Int32)] {
        let taken = touched.map { ($0, heads[$0]) }
        for entry in touched { heads[entry] = -1 }
        touched.removeAll(keepingCapacity: true)
        return taken
    }
}
