internal import Records

/// Writes what is known of each document of a part in a fixed place, and the ids.
struct DocumentWriter {
    private let documents: AtomicFile
    private let ids: AtomicFile
    private(set) var count: UInt64 = 0

    init(files: SignatureFiles) throws(DataError) {
        documents = try AtomicFile(path: files.documents)
        ids = try AtomicFile(path: files.ids)
    }

    /// - Parameter entry: all but where the id is.
    mutating func append(_ entry: DocumentEntry, id: Span<UInt8>) throws(DataError) {
        guard count < UInt64(UInt32.max) else { throw DataError("too many documents in a part to dedupe") }
        var entry = entry
        (entry.idOffset, entry.idCount) = (ids.byteCount, id.count)
        try documents.write(words: entry.words.span)
        try ids.write(id)
        count += 1
    }

    func finish() throws(DataError) -> [Receipt.File] { [try documents.receipt(), try ids.receipt()] }
}
