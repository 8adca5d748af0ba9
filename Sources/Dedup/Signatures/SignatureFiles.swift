internal import Records

/// Files that hold what is known of the documents of a part.
///
/// - `.keys`: sorted pairs of a key and the document's number in the part.
/// - `.documents`: a `DocumentEntry` for each.
/// - `.ids`: the ids, one after the other.
/// - `.places`, `.sets`: where the sets of shingles are, and those sets; of the documents that are compared by them.
package struct SignatureFiles: Sendable, Equatable {
    let keys: String
    let documents: String
    let ids: String
    let places: String
    let sets: String

    /// - Parameter prefix: what the names begin with.
    package init(prefix: String) {
        keys = prefix + ".keys"
        documents = prefix + ".documents"
        ids = prefix + ".ids"
        places = prefix + ".places"
        sets = prefix + ".sets"
    }
}

extension AtomicFile {
    /// Writes little-endian words.
    func write(words: Span<UInt64>) throws(DataError) {
        #if _endian(little)
            try words.withUnsafeBytes { (raw) throws(DataError) in try write(raw) }
        #else
            for index in words.indices {
                try withUnsafeBytes(of: words[index].littleEndian) { (raw) throws(DataError) in try write(raw) }
            }
        #endif
    }

    /// Commits, for a receipt.
    func receipt() throws(DataError) -> Receipt.File {
        let hash = try commit()
        return Receipt.File(path: path, bytes: byteCount, hash: hash)
    }
}
