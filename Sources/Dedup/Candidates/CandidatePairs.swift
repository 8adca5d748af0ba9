internal import Records

/// From the keys of all parts to candidate pairs (later document, earlier document).
///
/// Keys of whole sets come first: of equal documents only the first is looked at further, so that copies do not crowd
/// the buckets of bands.
struct CandidatePairs {
    private var store: SignatureStore
    private var sorter: PairSorter
    /// A document with the same set came before.
    private(set) var copies: DocumentBits
    private var bucket: [UInt64] = []

    /// A bucket longer than this is cut: a constant, since results must not depend on the machine's memory.
    private static let longestBucket = 1 << 20

    /// - Parameters:
    ///   - memory: bytes for pairs before they are spilled.
    ///   - scratch: prefix of spilled runs.
    init(store: SignatureStore, memory: Int, scratch: String) throws(DataError) {
        self.store = store
        copies = DocumentBits(counts: store.documentCounts)
        sorter = PairSorter(prefix: scratch + ".pairs", limit: max(1 << 10, memory / PairRun.pairBytes))
    }

    /// - Returns: paths of sorted runs of pairs; the caller removes them.
    mutating func spill(_ keys: PairMerge) throws(DataError) -> [String] {
        var merge = keys
        var key: UInt64?
        var first: UInt64 = 0
        while let entry = try merge.next() {
            try store.check(entry.value)
            if entry.key != key {
                try closeBucket()
                key = entry.key
                first = entry.value
            }
            if entry.key & MinHash.bandBit == 0 {
                guard first != entry.value else { continue }
                copies.insert(entry.value)
                try sorter.append(Pair(key: entry.value, value: first))
            } else if !copies.contains(entry.value) {
                bucket.append(entry.value)
                if bucket.count == Self.longestBucket { try closeBucket() }
            }
        }
        try closeBucket()
        return try sorter.finish()
    }

    private mutating func closeBucket() throws(DataError) {
        defer { bucket.removeAll(keepingCapacity: true) }
        if bucket.count < 2 { return }
        if bucket.count <= Crowd.few {
            for later in bucket.indices {
                for earlier in 0..<later { try sorter.append(Pair(key: bucket[later], value: bucket[earlier])) }
            }
            return
        }
        let crowd = try Crowd(bucket, store: &store)
        try crowd.forEachPair { (pair) throws(DataError) in try sorter.append(pair) }
    }
}
