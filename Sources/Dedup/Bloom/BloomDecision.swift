package import Records

/// The reduce side of `bloom`: asks the filter for one document after the other, in their order, and puts each in.
package struct BloomDecision {
    private let options: BloomOptions
    private let kind: UInt64
    private let memory: Int

    /// - Parameters:
    ///   - within: name of the field whose value documents must share.
    ///   - memory: bytes that the filter may take.
    package init(options: BloomOptions, within: String?, memory: Int) {
        self.options = options
        self.memory = memory
        let ignored = options.ignore.map(\.rawValue).sorted().joined(separator: " ")
        kind = ContentHash.xxh3(Array("\(options.by)\n\(ignored)\n\(within ?? "")".utf8).span)
    }

    /// Writes what was decided on each part, and the filter.
    ///
    /// - Parameter hashes: what `BloomHashWriter` wrote.
    package func run(
        hashes: [String], decisions: (Int) -> String, filter path: String
    ) throws(DataError) -> (filter: BloomFilter, files: [Receipt.File]) {
        var readers: [PairRun.Reader] = []
        for path in hashes { readers.append(try PairRun.Reader(PairRun(path: path), bufferBytes: 1 << 16)) }
        var filter = try makeFilter(documents: readers.reduce(0) { $0 + $1.count })
        var files: [Receipt.File] = []
        for (part, reader) in readers.enumerated() {
            let writer = try PartDecisionWriter(path: decisions(part), shown: [])
            var ordinal = 0
            while let pair = try reader.next() {
                let sureness = 1 - filter.falsePositives
                if (pair.key, pair.value) != (0, 0), filter.insert((pair.key, pair.value)) {
                    try writer.append(Removal(ordinal: ordinal, similarity: sureness, band: 0, keptID: []))
                }
                ordinal += 1
            }
            files.append(try writer.finish())
        }
        files.append(try filter.write(to: path))
        return (filter, files)
    }

    private func makeFilter(documents: Int) throws(DataError) -> BloomFilter {
        if let path = options.filter { return try BloomFilter(path: path, kind: kind) }
        let items = options.items ?? documents
        guard BloomFilter.bytes(items: items, falsePositives: options.falsePositives) <= Double(memory) else {
            throw DataError(
                "a filter for \(items) documents at a rate of \(options.falsePositives) takes more than the memory there is",
                mend: "allow more with --memory, or a higher rate of false positives")
        }
        return BloomFilter(items: items, falsePositives: options.falsePositives, kind: kind)
    }
}
