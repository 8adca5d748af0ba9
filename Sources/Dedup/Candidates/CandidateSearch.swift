package import Records

/// The first half of the reduce side of deduplication: which documents to compare.
package struct CandidateSearch {
    private let parts: [SignaturePart]
    private let known: Int
    private let options: SearchOptions
    private let memory: Int
    private let scratch: String

    /// Bytes read at once of a run of an index.
    private static let indexBuffer = 1 << 14

    /// - Parameters:
    ///   - known: how many of the parts are an index's; they come first.
    ///   - memory: bytes for buffers; no result depends on it. Besides, it takes four bytes a document and a few bits.
    ///   - scratch: prefix of files that are made and removed again.
    package init(parts: [SignaturePart], known: Int, options: SearchOptions, memory: Int, scratch: String) {
        self.parts = parts
        self.known = known
        self.options = options
        self.memory = memory
        self.scratch = scratch
    }

    /// Writes the pairs to `pairs`, sorted, each once; and for each part that is not an index's, by its number among those,
    /// the ordinals of documents whose sets of shingles are asked for, if the method compares sets: 64 bits each, in order.
    package func run(pairs: String, wanted: (Int) -> String) throws(DataError) -> [Receipt.File] {
        var store = try SignatureStore(parts, known: known)
        let ranks = try Ranks(&store, options.keep, memory: memory / 4, scratch: scratch + ".ranks")
        let keys = try PairMerge(Array(store.runs[known...]), memory: memory / 4, scratch: scratch + ".keys")
        var index: [PairRun.Reader] = []
        for run in store.runs[..<known] { index.append(try PairRun.Reader(run, bufferBytes: Self.indexBuffer)) }
        var buckets = try BucketPairs(
            store: store, ranks: ranks, options: options, memory: memory / 4, scratch: scratch + ".pairs")
        try buckets.read(keys, known: index)
        var merge = try buckets.finish()
        let writer = try PairRun.Writer(path: pairs)
        var compared = DocumentBits(count: store.count)
        var last: UInt64?
        while let pair = try merge.next() {
            if pair.key == last { continue }
            last = pair.key
            try writer.append(pair)
            let candidate = CandidatePair(pair)
            if candidate.kind > 0 {
                compared.insert(candidate.later)
                compared.insert(candidate.earlier)
            }
        }
        var files = [try writer.finish()]
        guard options.method.comparesSets else { return files }
        for part in known..<parts.count {
            let file = try AtomicFile(path: wanted(part - known))
            for number in store.firsts[part]..<store.firsts[part + 1] {
                guard compared.contains(ranks.rank(UInt32(number))) else { continue }
                try file.write(words: [UInt64(number - store.firsts[part])].span)
            }
            files.append(try file.receipt())
        }
        return files
    }
}
