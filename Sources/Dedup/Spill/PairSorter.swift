internal import Glibc
internal import Records

/// Sorts pairs that may not fit in memory: full buffers are spilled as sorted runs, to be merged.
struct PairSorter {
    /// Prefix of spilled runs.
    private let prefix: String
    /// Pairs held before they are spilled.
    private let limit: Int
    private var pairs: [Pair] = []
    private var runs: [String] = []

    init(prefix: String, limit: Int) {
        self.prefix = prefix
        self.limit = max(1, limit)
    }

    @inline(__always)
    mutating func append(_ pair: Pair) throws(DataError) {
        pairs.append(pair)
        if pairs.count >= limit { try spill() }
    }

    private mutating func spill() throws(DataError) {
        pairs.sort()
        let path = "\(prefix).run-\(runs.count)"
        _ = try PairRun.write(pairs, path: path)
        runs.append(path)
        pairs.removeAll(keepingCapacity: true)
    }

    /// Spills what is left. Returns the runs; the caller removes them.
    mutating func finish() throws(DataError) -> [String] {
        if !pairs.isEmpty { try spill() }
        pairs = []
        return runs
    }

    /// Writes all pairs, sorted, to `path`, and removes the runs.
    mutating func finish(path: String, memory: Int) throws(DataError) -> Receipt.File {
        if runs.isEmpty {
            pairs.sort()
            return try PairRun.write(pairs, path: path)
        }
        let runs = try finish()
        defer { for run in runs { unlink(run) } }
        var merge = try PairMerge(paths: runs, memory: memory, scratch: prefix)
        let writer = try PairRun.Writer(path: path)
        while let pair = try merge.next() { try writer.append(pair) }
        return try writer.finish()
    }
}
