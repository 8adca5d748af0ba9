internal import Records

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
    private var spilled: ScratchFiles?

    /// - Parameters:
    ///   - memory: bytes that the buffers may take together.
    ///   - scratch: prefix of files that are made and removed again.
    init(_ runs: [PairRun], memory: Int, scratch: String, fanIn: Int = Self.fanIn) throws(DataError) {
        let fanIn = max(2, fanIn)
        var runs = runs
        var made: [String] = []
        while runs.count > fanIn {
            var next: [PairRun] = []
            for start in stride(from: 0, to: runs.count, by: fanIn) {
                let path = "\(scratch).merge-\(made.count)"
                made.append(path)
                next.append(PairRun(path: path))
                try Self.merge(Array(runs[start..<min(start + fanIn, runs.count)]), memory: memory, into: path)
            }
            runs = next
        }
        self.made = ScratchFiles(made)
        try open(runs, memory: memory)
    }

    /// Of runs that nobody else needs: they are removed at the end.
    init(spilled paths: [String], memory: Int, scratch: String) throws(DataError) {
        try self.init(paths.map { PairRun(path: $0) }, memory: memory, scratch: scratch)
        spilled = ScratchFiles(paths)
    }

    private init(_ runs: [PairRun], memory: Int) throws(DataError) {
        made = ScratchFiles([])
        try open(runs, memory: memory)
    }

    private static func merge(_ runs: [PairRun], memory: Int, into path: String) throws(DataError) {
        var merge = try PairMerge(runs, memory: memory)
        let writer = try PairRun.Writer(path: path)
        while let pair = try merge.next() { try writer.append(pair) }
        _ = try writer.finish(isScratch: true)
    }

    private mutating func open(_ runs: [PairRun], memory: Int) throws(DataError) {
        let bufferBytes = min(1 << 20, max(4096, memory / max(1, runs.count)))
        for run in runs {
            let reader = try PairRun.Reader(run, bufferBytes: bufferBytes)
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
