package import Records

/// Random access to the signatures of all parts, of which only some are open at once. A document is
/// part << 32 | number in the part.
struct SignatureStore {
    private let paths: [SignatureWriter.Paths]
    /// Number of documents of each part.
    let documentCounts: [Int]
    private var readers: [SignatureReader?]
    /// Parts whose files are open, in the order they were opened.
    private var open: [Int] = []

    /// Parts open at once, three files each.
    private static let openParts = 64

    init(_ paths: [SignatureWriter.Paths]) throws(DataError) {
        self.paths = paths
        readers = [SignatureReader?](repeating: nil, count: paths.count)
        var counts: [Int] = []
        for path in paths { counts.append(try SignatureReader(path).documentCount) }
        documentCounts = counts
    }

    /// - Throws: for a document that is not there, as in a damaged run.
    func check(_ document: UInt64) throws(DataError) {
        let part = Int(document >> 32)
        guard part < documentCounts.count, Int(document & 0xFFFF_FFFF) < documentCounts[part] else {
            throw DataError(
                "the signatures are damaged", file: part < paths.count ? paths[part].bands : nil,
                mend: "delete the file and run the same command again")
        }
    }

    mutating func entry(_ document: UInt64) throws(DataError) -> DocumentEntry {
        try reader(document).entry(Int(document & 0xFFFF_FFFF))
    }

    mutating func set(_ document: UInt64, _ entry: DocumentEntry) throws(DataError) -> [UInt64] {
        try reader(document).set(entry)
    }

    mutating func id(_ document: UInt64) throws(DataError) -> [UInt8] {
        let reader = try reader(document)
        return try reader.id(reader.entry(Int(document & 0xFFFF_FFFF)))
    }

    private mutating func reader(_ document: UInt64) throws(DataError) -> SignatureReader {
        let part = Int(document >> 32)
        if let reader = readers[part] { return reader }
        if open.count == Self.openParts { readers[open.removeFirst()] = nil }
        let reader = try SignatureReader(paths[part])
        readers[part] = reader
        open.append(part)
        return reader
    }
}
