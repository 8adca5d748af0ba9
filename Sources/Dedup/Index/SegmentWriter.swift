package import Records

/// Writes a segment of an index: the documents of some parts that were kept, in their order.
package struct SegmentWriter {
    private let files: SignatureFiles
    private let hasSets: Bool
    private let scratch: String
    private let documents: AtomicFile
    private let ids: AtomicFile
    private let places: AtomicFile
    private let sets: AtomicFile
    private var runs: [String] = []
    private var count: UInt64 = 0

    /// - Parameters:
    ///   - hasSets: whether the parts have the sets of shingles of all documents.
    ///   - scratch: prefix of files that are made and removed again.
    package init(files: SignatureFiles, hasSets: Bool, scratch: String) throws(DataError) {
        self.files = files
        self.hasSets = hasSets
        self.scratch = scratch
        documents = try AtomicFile(path: files.documents)
        ids = try AtomicFile(path: files.ids)
        places = try AtomicFile(path: files.places)
        sets = try AtomicFile(path: files.sets)
    }

    /// - Parameter removed: ordinals of the documents to leave out, in order.
    package mutating func append(_ part: SignaturePart, without removed: [Int]) throws(DataError) {
        let reader = try SignatureReader(part)
        let first = count
        var left = removed[...]
        /// Number in the segment, by ordinal; nil of those that are left out.
        var numbers: [UInt32?] = []
        for ordinal in 0..<reader.documentCount {
            if left.first == ordinal {
                left.removeFirst()
                numbers.append(nil)
                continue
            }
            guard count < UInt64(UInt32.max) else { throw DataError("too many documents for a segment of an index") }
            numbers.append(UInt32(count - first))
            try append(ordinal, of: reader)
            count += 1
        }
        let run = PairRun(path: part.files.keys)
        let (keys, path) = (try PairRun.Reader(run, bufferBytes: 1 << 18), "\(scratch).run-\(runs.count)")
        let writer = try PairRun.Writer(path: path)
        while let pair = try keys.next() {
            guard pair.value < UInt64(numbers.count) else {
                throw DataError("the signatures are damaged", file: run.path, mend: "run the same command again")
            }
            if let number = numbers[Int(pair.value)] {
                try writer.append(Pair(key: pair.key, value: first + UInt64(number)))
            }
        }
        _ = try writer.finish()
        runs.append(path)
    }

    private func append(_ ordinal: Int, of reader: SignatureReader) throws(DataError) {
        var entry = try reader.entry(ordinal)
        let id = try reader.id(ordinal)
        entry.idOffset = ids.byteCount
        entry.order = []
        try documents.write(words: entry.words.span)
        try ids.write(id)
        guard hasSets else { return }
        let set = try reader.set(ordinal)
        try places.write(words: [UInt64(sets.byteCount), UInt64(set.count)].span)
        try sets.write(words: set.span)
    }

    /// - Returns: how many documents the segment holds, and its files.
    package func finish(memory: Int) throws(DataError) -> (Int, [Receipt.File]) {
        var merge = try PairMerge(spilled: runs, memory: memory, scratch: scratch)
        let writer = try PairRun.Writer(path: files.keys)
        while let pair = try merge.next() { try writer.append(pair) }
        var written = [try writer.finish()]
        for file in [documents, ids, places, sets] { written.append(try file.receipt()) }
        return (Int(count), written)
    }
}
