package import Records

/// The first pass of the search for repeated substrings: writes each run of windows that share an anchor, with its place.
///
/// Its key is half of the anchor's hash, then half of a hash of all that the windows cover: equal windows stand under equal
/// anchors, and of runs that are equal throughout all but the first need no further look.
package struct AnchorWriter {
    private let winnowing: Winnowing
    private let substring: SubstringOptions
    private let options: PieceOptions
    private let path: String
    private var pairs: PairSorter
    private var documents: DocumentWriter
    private var scratch: [UInt8] = []

    /// - Parameters:
    ///   - path: of the runs; besides, the documents and ids of `files` are written.
    ///   - memory: bytes for keys before they are spilled; no result depends on it.
    package init(
        path: String, files: SignatureFiles, substring: SubstringOptions, options: PieceOptions, memory: Int
    ) throws(DataError) {
        winnowing = Winnowing(length: substring.leastLength)
        self.substring = substring
        self.options = options
        self.path = path
        pairs = PairSorter(prefix: path, memory: memory)
        documents = try DocumentWriter(files: files)
    }

    package mutating func append(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count {
            let entry = try options.entry(of: batch, index, scratch: &scratch)
            if batch.isKept(index) { try append(batch.texts[index], entry.group) }
            try documents.append(entry, id: batch.ids[index])
        }
    }

    private mutating func append(_ text: Span<UInt8>, _ group: UInt64) throws(DataError) {
        switch substring.unit {
        case .bytes:
            try text.withUnsafeBufferPointer { (bytes) throws(DataError) in try append(bytes, group) }
        case .words:
            let words = TextUnits(wordsOf: text)
            try words.hashes.withUnsafeBufferPointer { (hashes) throws(DataError) in try append(hashes, group) }
        }
    }

    private mutating func append<Unit: FixedWidthInteger & UnsignedInteger>(
        _ all: UnsafeBufferPointer<Unit>, _ group: UInt64
    ) throws(DataError) {
        let units = UnsafeBufferPointer(rebasing: all.prefix(PiecePlace.mostUnits))
        let document = UInt32(documents.count)
        try winnowing.forEachRun(units) { (run) throws(DataError) in
            let whole = TextUnits.hash(
                units, run.first..<run.last + winnowing.length, seed: UInt64(run.anchor - run.first))
            // The least of many hashes is small: mixed once more it is uniform again.
            let key = Shingles.mix(run.hash) & ~UInt64(UInt32.max) | whole >> 32
            let place = PiecePlace(document: document, unit: UInt32(run.first))
            try pairs.append(Pair(key: key ^ group, value: place.word))
        }
    }

    package mutating func finish() throws(DataError) -> [Receipt.File] {
        [try pairs.finish(path: path)] + (try documents.finish())
    }
}
