package import Records

/// The map side of deduplication: writes what the search needs to know of each document of a part. A document's number
/// in the part is its record's ordinal.
package struct SignatureWriter {
    private let files: SignatureFiles
    private let options: SearchOptions
    private let keys: DocumentKeys
    private let lastKind: Int
    private var signer: Signer
    private var pairs: PairSorter
    private var documents: DocumentWriter
    private var scratch: [UInt8] = []

    /// - Parameter memory: bytes for keys before they are spilled; no result depends on it.
    package init(files: SignatureFiles, options: SearchOptions, memory: Int) throws(DataError) {
        self.files = files
        self.options = options
        let kinds = options.method.keyKinds
        keys = DocumentKeys(kinds: kinds)
        lastKind = kinds - 1
        signer = Signer(options.method)
        pairs = PairSorter(prefix: files.keys, memory: memory)
        documents = try DocumentWriter(files: files)
    }

    /// Adds the records of a batch. One without words, or without the field that is compared, is a duplicate of nothing.
    package mutating func append(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count {
            var entry = DocumentEntry()
            if batch.isKept(index), try sign(batch, index) {
                entry.sketch = signer.sketch
                entry.group = try options.group(of: batch, index, scratch: &scratch)
                let salt = options.comparesAnyTwo ? entry.group : 0
                for (place, hash) in signer.hashes.enumerated() {
                    let kind = min(place, lastKind)
                    try pairs.append(Pair(key: keys.key(kind: kind, hash: hash ^ salt), value: documents.count))
                }
            }
            entry.order = try options.keep.values(of: batch, index, scratch: &scratch)
            try documents.append(entry, id: batch.ids[index])
        }
    }

    private mutating func sign(_ batch: Batch, _ index: Int) throws(DataError) -> Bool {
        var value: [UInt8] = []
        swap(&value, &scratch)
        defer { swap(&value, &scratch) }
        return try options.field.withValue(of: batch, index, scratch: &value) { signer.sign($0) }
    }

    package mutating func finish() throws(DataError) -> [Receipt.File] {
        [try pairs.finish(path: files.keys)] + (try documents.finish())
    }
}
