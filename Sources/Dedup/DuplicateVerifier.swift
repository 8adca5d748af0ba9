internal import Records

/// Compares candidates, in document order, with documents that have stayed.
struct DuplicateVerifier {
    private let readers: [SignatureReader]
    private let threshold: Double
    /// A bit a document and part: removed.
    private var removed: [[UInt64]]
    /// Removed documents of each kept one that has any.
    private var followers: [UInt64: Int] = [:]
    /// The set of the later document, which comes with all its candidates in a row.
    private var current: (document: UInt64, entry: DocumentEntry, set: [UInt64])?

    init(readers: [SignatureReader], threshold: Double) {
        self.readers = readers
        self.threshold = threshold
        removed = readers.map { [UInt64](repeating: 0, count: ($0.documentCount + 63) / 64) }
    }

    /// Number of clusters by size.
    var clusterSizes: [Int: Int] {
        var sizes: [Int: Int] = [:]
        for count in followers.values { sizes[count + 1, default: 0] += 1 }
        return sizes
    }

    private static func place(_ document: UInt64) -> (part: Int, number: Int) {
        (Int(document >> 32), Int(document & 0xFFFF_FFFF))
    }

    private func isRemoved(_ document: UInt64) -> Bool {
        let (part, number) = Self.place(document)
        return removed[part][number / 64] >> UInt64(number % 64) & 1 == 1
    }

    /// The removal of the pair's later document, if its earlier one stays and is as similar as asked.
    mutating func verify(_ pair: Pair) throws(DataError) -> Removal? {
        if isRemoved(pair.key) || isRemoved(pair.value) { return nil }
        if current?.document != pair.key { current = try load(pair.key) }
        guard let later = current else { return nil }
        let (part, number) = Self.place(pair.value)
        let entry = try readers[part].entry(number)
        // A set cannot be more similar than the ratio of the sizes.
        let ratio =
            Double(min(entry.setCount, later.entry.setCount))
            / Double(max(1, max(entry.setCount, later.entry.setCount)))
        guard ratio >= threshold else { return nil }
        let similarity = Shingles.jaccard(later.set, try readers[part].set(entry))
        guard similarity >= threshold else { return nil }
        let (laterPart, laterNumber) = Self.place(pair.key)
        removed[laterPart][laterNumber / 64] |= 1 << UInt64(laterNumber % 64)
        followers[pair.value, default: 0] += 1
        return Removal(ordinal: later.entry.ordinal, jaccard: similarity, keptID: try readers[part].id(entry))
    }

    private func load(_ document: UInt64) throws(DataError) -> (UInt64, DocumentEntry, [UInt64]) {
        let (part, number) = Self.place(document)
        let entry = try readers[part].entry(number)
        return (document, entry, try readers[part].set(entry))
    }
}
