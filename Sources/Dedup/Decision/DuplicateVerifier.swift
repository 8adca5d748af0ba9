internal import Records

/// Compares candidates, in document order, with documents that have stayed.
struct DuplicateVerifier {
    private var store: SignatureStore
    private let threshold: Double
    /// Documents whose set an earlier one has, too: their only candidate is the first of those.
    private let copies: DocumentBits
    /// Documents that stay for others.
    private(set) var leaders: Leaders
    /// The later document, which comes with all its candidates in a row.
    private var current: (document: UInt64, entry: DocumentEntry, set: [UInt64])?
    private var recent = RecentSets()

    init(store: SignatureStore, threshold: Double, copies: DocumentBits) throws(DataError) {
        self.store = store
        self.threshold = threshold
        self.copies = copies
        leaders = try Leaders(counts: store.documentCounts)
    }

    /// The removal of the pair's later document, if its earlier one stays and is as similar as asked.
    mutating func verify(_ pair: Pair) throws(DataError) -> Removal? {
        try store.check(pair.key)
        try store.check(pair.value)
        if leaders.of(pair.key) != nil { return nil }
        var kept = pair.value
        if let leader = leaders.of(kept) {
            // The first of equal documents went for a document that its copies are just as similar to.
            guard copies.contains(pair.key) else { return nil }
            kept = leader
        }
        guard let similarity = try similarity(pair.key, kept), let later = current else { return nil }
        leaders.set(pair.key, kept)
        return Removal(ordinal: later.entry.ordinal, jaccard: similarity, keptID: try store.id(kept))
    }

    /// Jaccard similarity, or nil below the threshold.
    private mutating func similarity(_ document: UInt64, _ kept: UInt64) throws(DataError) -> Double? {
        if current?.document != document {
            let entry = try store.entry(document)
            current = (document, entry, try store.set(document, entry))
        }
        guard let later = current else { return nil }
        let entry = try store.entry(kept)
        // A set cannot be more similar than the ratio of the sizes.
        let (small, large) = (min(entry.setCount, later.entry.setCount), max(entry.setCount, later.entry.setCount))
        guard Double(small) >= threshold * Double(large) else { return nil }
        let set = try recent.set(of: kept) { () throws(DataError) in try store.set(kept, entry) }
        let similarity = Shingles.jaccard(later.set, set)
        return similarity >= threshold ? similarity : nil
    }

    /// The id of a document.
    mutating func id(_ document: UInt64) throws(DataError) -> String {
        String(decoding: try store.id(document), as: UTF8.self)
    }
}
