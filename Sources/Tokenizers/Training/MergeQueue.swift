/// Pairs that may be merged, the most frequent first, equal ones by their ids. A heap with four children a node.
struct MergeQueue {
    struct Entry {
        /// The pair's count when this was queued.
        var count: Int64
        /// `first << 32 | second`.
        var pair: UInt64
        /// The words to look in: a piece of the trainer's array of places.
        var start: Int
        var length: Int

        @inline(__always)
        func comesBefore(_ other: Entry) -> Bool {
            count != other.count ? count > other.count : pair < other.pair
        }
    }

    private var heap: [Entry] = []

    mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        heap.withUnsafeMutableBufferPointer { heap in
            while child > 0 {
                let parent = (child &- 1) &>> 2
                guard entry.comesBefore(heap[parent]) else { break }
                heap[child] = heap[parent]
                child = parent
            }
            heap[child] = entry
        }
    }

    mutating func pop() -> Entry? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty { siftDown(last) }
        return top
    }

    /// Puts an entry in the place of the first.
    private mutating func siftDown(_ entry: Entry) {
        heap.withUnsafeMutableBufferPointer { heap in
            var parent = 0
            while true {
                let first = parent &* 4 &+ 1
                guard first < heap.count else { break }
                var best = first
                for child in first &+ 1..<min(first &+ 4, heap.count) where heap[child].comesBefore(heap[best]) {
                    best = child
                }
                guard heap[best].comesBefore(entry) else { break }
                heap[parent] = heap[best]
                parent = best
            }
            heap[parent] = entry
        }
    }
}
