package import Records

/// Merges sorted runs into one sorted sequence, in memory of one buffer a run. More runs than may well be open at once
/// are first merged in groups.
struct PairMerge {
    /// Runs open at once: a tenth of the usual limit on open files.
    static let fanIn = 100

    private var readers: [PairRun.Reader] = []
    /// Head of each run that is not at its end, as a binary heap.
    private var heap: [(pair: Pair, reader: Int)] = []
    /// Runs made on the way, removed at the end.
    private let made: ScratchFiles

    /// - Parameters:
    ///   - memory: bytes that the buffers may take together.
    ///   - scratch: prefix of files that are made and removed again.
    init(paths: [String], memory: Int, scratch: String, fanIn: Int = Self.fanIn) throws(DataError) {
        var paths = paths
        var made: [String] = []
        while paths.count > max(2, fanIn) {
            var next: [String] = []
            for start in stride(from: 0, to: paths.count, by: max(2, fanIn)) {
                let path = "\(scratch).merge-\(made.count)"
                made.append(path)
                next.append(path)
                let group = Array(paths[start..<min(start + max(2, fanIn), paths.count)])
                try Self.merge(group, memory: memory, into: path)
            }
            paths = next
        }
        self.made = ScratchFiles(made)
        try open(paths, memory: memory)
    }

    private init(_ paths: [String], memory: Int) throws(DataError) {
        made = ScratchFiles([])
        try open(paths, memory: memory)
    }

    private static func merge(_ paths: [String], memory: Int, into path: String) throws(DataError) {
        var merge = try PairMerge(paths, memory: memory)
        let writer = try PairRun.Writer(path: path)
        while let pair = try merge.next() { try writer.append(pair) }
        _ = try writer.finish()
    }

    private mutating func open(_ paths: [String], memory: Int) throws(DataError) {
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
            let child = 2 * parent + 1
            if child < heap.count, heap[child].pair < heap[least].pair { least = child }
            if child + 1 < heap.count, heap[child + 1].pair < heap[least].pair { least = child + 1 }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
