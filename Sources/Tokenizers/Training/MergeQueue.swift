/// Which of two pairs is merged first.
protocol MergeOrder {
    associatedtype Entry
    func comes(_ entry: Entry, before other: Entry) -> Bool
}

/// The most frequent pair first, equal ones by their ids.
struct IDOrder: MergeOrder {
    struct Entry {
        /// The pair's count when this was queued.
        var count: Int64
        /// `first << 32 | second`.
        var pair: UInt64
        /// The words to look in: a piece of the trainer's array of places.
        var start: Int
        var length: Int
    }

    @inline(__always)
    func comes(_ entry: Entry, before other: Entry) -> Bool {
        entry.count != other.count ? entry.count > other.count : entry.pair < other.pair
    }
}

/// Pairs that may be merged, the first by an order at the top. A heap with four children a node.
struct MergeQueue<Order: MergeOrder> {
    typealias Entry = Order.Entry

    private var heap: [Entry] = []

    mutating func push(_ entry: Entry, by order: Order) {
        heap.append(entry)
        var child = heap.count - 1
        heap.withUnsafeMutableBufferPointer { heap in
            while child > 0 {
                let parent = (child &- 1) &>> 2
                guard order.comes(entry, before: heap[parent]) else { break }
                heap[child] = heap[parent]
                child = parent
            }
            heap[child] = entry
        }
    }

    mutating func pop(by order: Order) -> Entry? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty { siftDown(last, by: order) }
        return top
    }

    /// Puts an entry in the place of the first.
    private mutating func siftDown(_ entry: Entry, by order: Order) {
        heap.withUnsafeMutableBufferPointer { heap in
            var parent = 0
            while true {
                let first = parent &* 4 &+ 1
                guard first < heap.count else { break }
                var best = first
                for child in first &+ 1..<min(first &+ 4, heap.count) where order.comes(heap[child], before: heap[best])
                {
                    best = child
                }
                guard order.comes(heap[best], before: entry) else { break }
                heap[parent] = heap[best]
                parent = best
            }
            heap[parent] = entry
        }
    }
}
