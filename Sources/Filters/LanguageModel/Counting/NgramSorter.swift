internal import Records

/// Sorts rows that may not fit in memory: full buffers are spilled as sorted runs, to be merged.
struct NgramSorter {
    private let prefix: String
    private let rows: NgramRows
    /// Rows of the same words become one, their values added up as counts.
    private let combines: Bool
    private var runs: [String] = []
    private var made = 0

    /// Runs that are open at once; so many become one.
    private static let fanIn = 64

    /// - Parameters:
    ///   - prefix: of the files of spilled runs.
    ///   - memory: bytes to hold before they are spilled; no result depends on it.
    init(prefix: String, words: Int, memory: Int, combines: Bool) {
        self.prefix = prefix
        self.combines = combines
        rows = NgramRows(words: words, memory: memory)
    }

    @inline(__always)
    mutating func append(_ row: UnsafePointer<UInt32>, _ value: UInt64) throws(DataError) {
        if rows.isFull { try makeRoom() }
        rows.append(row, value)
    }

    private mutating func makeRoom() throws(DataError) {
        order()
        if rows.isCrowded { try spill() }
    }

    private func order() {
        rows.sort()
        if combines { rows.combine() }
    }

    private mutating func spill() throws(DataError) {
        let writer = try newRun()
        try writer.append(rows.bytes)
        try writer.finish()
        rows.removeAll()
        guard runs.count == Self.fanIn else { return }
        let old = runs
        runs = []
        let merged = try newRun()
        let merge = try NgramMerge(old, words: rows.words, combines: combines)
        while let row = try merge.next() { try merged.append(row) }
        try merged.finish()
    }

    private mutating func newRun() throws(DataError) -> NgramRun.Writer {
        let path = "\(prefix)-\(made)"
        made += 1
        runs.append(path)
        return try NgramRun.Writer(path: path, words: rows.words)
    }

    /// All rows in order.
    consuming func finish() throws(DataError) -> SortedNgrams {
        order()
        if runs.isEmpty { return .held(rows, next: 0) }
        try spill()
        return .spilled(try NgramMerge(runs, words: rows.words, combines: combines))
    }
}

/// Rows as a sorter gives them.
enum SortedNgrams {
    case none
    case held(NgramRows, next: Int)
    case spilled(NgramMerge)

    /// The next row, valid until the next call; nil at the end.
    mutating func next() throws(DataError) -> UnsafePointer<UInt32>? {
        switch self {
        case .none: return nil
        case .held(let rows, let next):
            guard next < rows.count else { return nil }
            self = .held(rows, next: next + 1)
            return rows[next]
        case .spilled(let merge): return try merge.next()
        }
    }
}
