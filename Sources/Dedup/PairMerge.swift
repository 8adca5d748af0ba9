internal import Records

/// Merges sorted runs into one sorted sequence, in memory of one buffer a run.
struct PairMerge {
    private var readers: [PairRun.Reader] = []
    /// Head of each run that is not at its end, as a binary heap.
    private var heap: [(pair: Pair, reader: Int)] = []

    /// - Parameter memory: bytes that the buffers may take together.
    init(paths: [String], memory: Int) throws(DataError) {
        let bufferBytes = min(1 << 20, max(4096, memory / max(1, paths.count)))
        for path in paths {
            let reader = try PairRun.Reader(path: path, bufferBytes: bufferBytes)
            readers.append(reader)
            if let pair = try reader.next() { push((pair, readers.count - 1)) }
        }
    }

    mutating func next() throws(DataError) -> Pair? {
        guard let top = heap.first else { return nil }
        if let pair = try readers[top.reader].next() {
            heap[0] = (pair, top.reader)
        } else {
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
        }
        sink()
        return top.pair
    }

    private mutating func push(_ entry: (Pair, Int)) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0, heap[child].pair < heap[(child - 1) / 2].pair {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].pair < heap[least].pair { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
