internal import Records

/// Writes pairs that come in the order of their places, whose documents are numbered through all parts, to a file for each
/// part, in which they are numbered from its first.
struct PartedWriter {
    private let firsts: [Int]
    private let path: (Int) -> String
    private var writer: PairRun.Writer?
    private var files: [Receipt.File] = []

    /// - Parameter firsts: number of the first document of each part, and of all documents at the end.
    init(firsts: [Int], path: @escaping (Int) -> String) {
        self.firsts = firsts
        self.path = path
    }

    mutating func append(_ pair: Pair) throws(DataError) {
        while Int(pair.key >> 32) >= firsts[files.count + 1] { try endPart() }
        try open().append(Pair(key: pair.key - UInt64(firsts[files.count]) << 32, value: pair.value))
    }

    /// The writer of the current part.
    private mutating func open() throws(DataError) -> PairRun.Writer {
        if let writer { return writer }
        let made = try PairRun.Writer(path: path(files.count))
        writer = made
        return made
    }

    private mutating func endPart() throws(DataError) {
        files.append(try open().finish())
        writer = nil
    }

    /// - Returns: a file for each part, though it be empty.
    mutating func finish() throws(DataError) -> [Receipt.File] {
        while files.count < firsts.count - 1 { try endPart() }
        return files
    }
}
