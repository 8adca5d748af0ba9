package import Records

/// The map side of deduplication: writes what the search needs to know of the documents of one part.
///
/// - `.bands`: sorted pairs of key and document (part << 32 | number in the part): for each document the key of its whole
///   set, then those of its bands.
/// - `.shingles`: the shingle sets, one after the other.
/// - `.documents`: 56 bytes a document: ordinal in the part, place and size of its set, place and size of its id, sketch.
/// - `.ids`: the ids, one after the other.
package struct SignatureWriter {
    /// Paths of the four files of a part.
    package struct Paths: Sendable {
        var bands: String
        var shingles: String
        var documents: String
        var ids: String

        /// - Parameter prefix: what the four names begin with.
        package init(prefix: String) {
            bands = prefix + ".bands"
            shingles = prefix + ".shingles"
            documents = prefix + ".documents"
            ids = prefix + ".ids"
        }
    }

    package enum Method: Sendable {
        /// Equal texts, but for case and white space at the ends and between words.
        case exact
        case minhash(MinHashOptions)
    }

    private let part: UInt64
    private let paths: Paths
    private let method: Method
    private var shingler: Shingles
    private let hasher: MinHash
    private var exact = ExactHash()
    private var pairs: PairSorter
    private let shingles: AtomicFile
    private let documents: AtomicFile
    private let ids: AtomicFile
    private var documentCount: UInt64 = 0

    /// Pairs held before they are spilled: 32 MB. Bands of a usual part fit.
    private static let pairsHeld = 1 << 21

    package init(part: Int, paths: Paths, method: Method) throws(DataError) {
        guard let number = UInt32(exactly: part) else { throw DataError("too many parts to dedupe") }
        self.part = UInt64(number)
        self.paths = paths
        self.method = method
        switch method {
        case .exact:
            shingler = Shingles(size: 1)
            hasher = MinHash(bands: 1, rows: 1)
        case .minhash(let parameters):
            try parameters.check()
            shingler = Shingles(size: parameters.shingle)
            hasher = MinHash(bands: parameters.bands, rows: parameters.rows)
        }
        pairs = PairSorter(prefix: paths.bands, limit: Self.pairsHeld)
        shingles = try AtomicFile(path: paths.shingles)
        documents = try AtomicFile(path: paths.documents)
        ids = try AtomicFile(path: paths.ids)
    }

    /// Adds the kept documents of a batch. Texts without a word are duplicates of nothing.
    package mutating func append(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count where batch.isKept(index) {
            let (text, id, ordinal) = (batch.texts[index], batch.ids[index], batch.firstOrdinal + index)
            switch method {
            case .exact:
                // The 128 bits stand as a set of two, so that the search verifies both methods alike.
                guard let (high, low) = exact.of(text) else { continue }
                let set = high < low ? [high, low] : [low, high]
                try append(set, keys: [], sketch: Sketch(high: 0, low: 0), id: id, ordinal: ordinal)
            case .minhash:
                let set = shingler.of(text)
                if set.isEmpty { continue }
                let signature = hasher.signature(set)
                try append(
                    set, keys: hasher.keys(ofSignature: signature), sketch: Sketch(signature: signature), id: id,
                    ordinal: ordinal)
            }
        }
    }

    private mutating func append(
        _ set: [UInt64], keys: [UInt64], sketch: Sketch, id: Span<UInt8>, ordinal: Int
    ) throws(DataError) {
        guard documentCount <= UInt64(UInt32.max) else { throw DataError("too many documents in a part to dedupe") }
        let document = part << 32 | documentCount
        try pairs.append(Pair(key: MinHash.key(ofWhole: set), value: document))
        for key in keys { try pairs.append(Pair(key: key, value: document)) }
        let entry = DocumentEntry(
            ordinal: ordinal, setOffset: shingles.byteCount, setCount: set.count, idOffset: ids.byteCount,
            idCount: id.count, sketch: sketch)
        try entry.write(to: documents)
        try set.span.withUnsafeBytes { (raw) throws(DataError) in try shingles.write(raw) }
        try ids.write(id)
        documentCount += 1
    }

    package mutating func finish() throws(DataError) -> [Receipt.File] {
        var files = [try pairs.finish(path: paths.bands, memory: Self.pairsHeld * PairRun.pairBytes)]
        for file in [shingles, documents, ids] {
            let hash = try file.commit()
            files.append(Receipt.File(path: file.path, bytes: file.byteCount, hash: hash))
        }
        return files
    }
}
