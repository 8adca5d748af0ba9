internal import Glibc
internal import Records

/// Sorts pairs that may not fit in memory: full buffers are spilled as sorted runs, to be merged.
struct PairSorter {
    /// Prefix of spilled runs.
    private let prefix: String
    private let memory: Int
    /// Pairs held before they are spilled: sorting them takes as much room again.
    private let limit: Int
    private var pairs: [Pair] = []
    private var scratch: [Pair] = []
    private var runs: [String] = []

    /// - Parameter memory: bytes to hold before they are spilled; no result depends on it.
    init(prefix: String, memory: Int) {
        self.prefix = prefix
        self.memory = memory
        limit = max(64, memory / (2 * PairRun.pairBytes))
    }

    @inline(__always)
    mutating func append(_ pair: Pair) throws(DataError) {
        if pairs.count == limit { try spill() }
        pairs.append(pair)
    }

    private mutating func spill() throws(DataError) {
        PairRadix.sort(&pairs, scratch: &scratch)
        let path = "\(prefix).run-\(runs.count)"
        _ = try PairRun.write(pairs, path: path, isScratch: true)
        runs.append(path)
        pairs.removeAll(keepingCapacity: true)
    }

    /// All pairs in order. The runs go when the merge does.
    mutating func merge() throws(DataError) -> PairMerge {
        if !pairs.isEmpty { try spill() }
        (pairs, scratch) = ([], [])
        return try PairMerge(spilled: runs, memory: memory, scratch: prefix)
    }

    /// Writes all pairs in order to `path`.
    mutating func finish(path: String) throws(DataError) -> Receipt.File {
        if runs.isEmpty {
            PairRadix.sort(&pairs, scratch: &scratch)
            return try PairRun.write(pairs, path: path)
        }
        var merge = try merge()
        let writer = try PairRun.Writer(path: path)
        while let pair = try merge.next() { try writer.append(pair) }
        return try writer.finish()
    }
}
