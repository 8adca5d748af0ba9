internal import Records

/// The signatures of a part of the corpus or of an index.
package struct SignaturePart: Sendable {
    package var files: SignatureFiles
    /// Criteria of the keep policy in its entries.
    package var criteria: Int

    package init(files: SignatureFiles, criteria: Int) {
        self.files = files
        self.criteria = criteria
    }
}

/// Random access to the signatures of all parts, of which only some are open at once. Documents are numbered through
/// all parts, those of an index first.
struct SignatureStore {
    private let parts: [SignaturePart]
    /// Number of the first document of each part, and of all documents at the end.
    let firsts: [Int]
    /// Documents of an index.
    let known: Int
    private var readers: [SignatureReader?]
    /// Parts whose files are open, in the order they were opened.
    private var open: [Int] = []

    /// Parts open at once, four files each.
    private static let openParts = 64

    /// - Parameter known: how many of the parts are an index's; they come first.
    init(_ parts: [SignaturePart], known: Int) throws(DataError) {
        self.parts = parts
        readers = [SignatureReader?](repeating: nil, count: parts.count)
        var firsts = [0]
        for part in parts { firsts.append(firsts[firsts.count - 1] + (try SignatureReader(part).documentCount)) }
        guard firsts[parts.count] < Int(UInt32.max) else {
            throw DataError("too many documents to dedupe", mend: "dedupe at most 4,294,967,294 at a time")
        }
        self.firsts = firsts
        self.known = firsts[known]
    }

    var count: Int { firsts[parts.count] }

    /// The runs of keys, their values as numbers through all parts.
    var runs: [PairRun] {
        parts.indices.map { PairRun(path: parts[$0].files.keys, offset: UInt64(firsts[$0])) }
    }

    /// - Throws: for a document that is not there, as in a damaged run.
    func check(_ number: UInt64) throws(DataError) -> UInt32 {
        guard number < UInt64(count) else {
            throw DataError(
                "the signatures are damaged", file: parts.first?.files.keys,
                mend: "delete the files and run the same command again")
        }
        return UInt32(number)
    }

    func place(_ number: UInt32) -> (part: Int, ordinal: Int) {
        var (low, high) = (0, firsts.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if firsts[middle] <= Int(number) { low = middle } else { high = middle }
        }
        return (low, Int(number) - firsts[low])
    }

    mutating func entry(_ number: UInt32) throws(DataError) -> DocumentEntry {
        let (part, ordinal) = place(number)
        return try reader(part).entry(ordinal)
    }

    mutating func id(_ number: UInt32) throws(DataError) -> [UInt8] {
        let (part, ordinal) = place(number)
        return try reader(part).id(ordinal)
    }

    mutating func set(_ number: UInt32) throws(DataError) -> [UInt64] {
        let (part, ordinal) = place(number)
        return try reader(part).set(ordinal)
    }

    private mutating func reader(_ part: Int) throws(DataError) -> SignatureReader {
        if let reader = readers[part] { return reader }
        if open.count == Self.openParts { readers[open.removeFirst()] = nil }
        let reader = try SignatureReader(parts[part])
        readers[part] = reader
        open.append(part)
        return reader
    }
}
