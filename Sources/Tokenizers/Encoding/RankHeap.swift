/// Places of pairs that can be merged, the lowest rank first, then the leftmost: a binary heap of
/// `rank << 40 | place`.
struct RankHeap {
    private var keys: [UInt64] = []

    mutating func removeAll() { keys.removeAll(keepingCapacity: true) }

    /// Adds without order, before `heapify`.
    mutating func append(rank: UInt32, place: Int) { keys.append(Self.key(rank, place)) }

    private static func key(_ rank: UInt32, _ place: Int) -> UInt64 {
        UInt64(rank) << 40 | UInt64(truncatingIfNeeded: place)
    }

    mutating func heapify() {
        for parent in stride(from: keys.count / 2 - 1, through: 0, by: -1) { siftDown(keys[parent], parent) }
    }

    mutating func push(rank: UInt32, place: Int) {
        let key = Self.key(rank, place)
        keys.append(key)
        var child = keys.count - 1
        while child > 0, key < keys[(child - 1) / 2] {
            keys[child] = keys[(child - 1) / 2]
            child = (child - 1) / 2
        }
        keys[child] = key
    }

    mutating func pop() -> (rank: UInt32, place: Int)? {
        guard let top = keys.first, let last = keys.popLast() else { return nil }
        if !keys.isEmpty { siftDown(last, 0) }
        return (UInt32(truncatingIfNeeded: top >> 40), Int(top & (1 << 40 - 1)))
    }

    private mutating func siftDown(_ key: UInt64, _ start: Int) {
        keys.withUnsafeMutableBufferPointer { keys in
            var parent = start
            while true {
                var child = parent &* 2 &+ 1
                guard child < keys.count else { break }
                if child &+ 1 < keys.count && keys[child &+ 1] < keys[child] { child &+= 1 }
                guard keys[child] < key else { break }
                keys[parent] = keys[child]
                parent = child
            }
            keys[parent] = key
        }
    }
}
