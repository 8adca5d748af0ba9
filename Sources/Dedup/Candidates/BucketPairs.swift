internal import Records

/// Makes pairs of documents that share a key. Keys of whole documents come first: of equal ones only the first is looked
/// at further, so that copies do not crowd the buckets of bands.
struct BucketPairs {
    private var store: SignatureStore
    private let ranks: Ranks
    private let options: SearchOptions
    private let keys: DocumentKeys
    private var sorter: PairSorter
    /// By rank: the same document came before.
    private var copies: DocumentBits
    /// The documents that share a key: rank << 32 | number.
    private var bucket: [UInt64] = []

    /// A bucket longer than this is cut: a constant, since results must not depend on the machine's memory.
    private static let longestBucket = 1 << 20
    /// Fingerprints that are compared each with each, where more are a crowd; and documents that one is compared with for
    /// a shingle of it.
    private static let mostFingerprints = 1 << 10
    private static let mostContaining = 64

    init(
        store: SignatureStore, ranks: Ranks, options: SearchOptions, memory: Int, scratch: String
    ) throws(DataError) {
        self.store = store
        self.ranks = ranks
        self.options = options
        keys = DocumentKeys(kinds: options.method.keyKinds)
        copies = DocumentBits(count: store.count)
        sorter = PairSorter(prefix: scratch, memory: memory)
    }

    /// - Parameters:
    ///   - keys: of the documents that are searched, merged.
    ///   - known: runs of keys of an index, of which only what those share is read.
    mutating func read(_ keys: PairMerge, known: [PairRun.Reader]) throws(DataError) {
        var merge = keys
        var key: UInt64?
        while let entry = try merge.next() {
            if entry.key != key || bucket.count == Self.longestBucket {
                if let key { try close(key) }
                key = entry.key
                for reader in known { try take(entry.key, from: reader) }
            }
            let number = try store.check(entry.value)
            let rank = ranks.rank(number)
            if self.keys.kind(of: entry.key) > 0, copies.contains(rank) { continue }
            bucket.append(UInt64(rank) << 32 | UInt64(number))
        }
        if let key { try close(key) }
    }

    /// Half of a bucket at most, so that there is room for what is searched.
    private mutating func take(_ key: UInt64, from reader: PairRun.Reader) throws(DataError) {
        try reader.skip(to: key)
        while bucket.count < Self.longestBucket / 2, let entry = try reader.peek(), entry.key == key {
            let number = try store.check(entry.value)
            bucket.append(UInt64(number) << 32 | UInt64(number))
            _ = try reader.next()
        }
    }

    mutating func finish() throws(DataError) -> PairMerge { try sorter.merge() }

    private mutating func close(_ key: UInt64) throws(DataError) {
        defer { bucket.removeAll(keepingCapacity: true) }
        guard bucket.count > 1 else { return }
        bucket.sort()
        let kind = keys.kind(of: key)
        if kind == 0 {
            try pairCopies()
        } else if case .containment = options.method {
            try pairContained(key)
        } else if case .simhash(let simhash) = options.method, bucket.count <= Self.mostFingerprints {
            try pairFingerprints(within: simhash.distance, kind)
        } else if options.comparesAnyTwo, !options.method.isVerified || bucket.count <= Crowd.few {
            // Unverified, what shares a key is one cluster: it is enough to tie each to the first.
            for (place, later) in bucket.enumerated() {
                for earlier in bucket[..<(options.method.isVerified ? place : min(place, 1))] {
                    try append(UInt32(later >> 32), UInt32(earlier >> 32), kind)
                }
            }
        } else {
            try Crowd(members(), key: key, options: options).forEachPair { (later, earlier) throws(DataError) in
                try append(later, earlier, kind)
            }
        }
    }

    /// Each with the first, if the two may be duplicates at all.
    private mutating func pairCopies() throws(DataError) {
        let groups = options.comparesAnyTwo ? [] : try members().map(\.group)
        let first = UInt32(bucket[0] >> 32)
        for place in bucket.indices.dropFirst() {
            guard groups.isEmpty || options.compares(groups[0], groups[place]) else { continue }
            let later = UInt32(bucket[place] >> 32)
            // Where groups count, a copy of what may not stay for it may be a duplicate of something else.
            if try append(later, first, 0), options.comparesAnyTwo { copies.insert(later) }
        }
    }

    /// Those that are within the distance, each with each.
    private mutating func pairFingerprints(within distance: Int, _ kind: Int) throws(DataError) {
        let members = try members()
        for (place, later) in members.enumerated() {
            for earlier in members[..<place]
            where SimHash.distance(later.sketch.high, earlier.sketch.high) <= distance
                && options.compares(later.group, earlier.group)
            {
                try append(later.rank, earlier.rank, kind)
            }
        }
    }

    /// Each that looks for others by this key, with the earliest ones that have it.
    private mutating func pairContained(_ key: UInt64) throws(DataError) {
        let members = try members()
        for (place, later) in members.enumerated() {
            let salt = options.comparesAnyTwo ? later.group : 0
            guard ContainmentSigner.asks(later.sketch, for: keys.hash(of: key) ^ salt) else { continue }
            var compared = 0
            for earlier in members[..<place] where options.compares(later.group, earlier.group) {
                try append(later.rank, earlier.rank, 1)
                compared += 1
                if compared == Self.mostContaining { break }
            }
        }
    }

    private mutating func members() throws(DataError) -> [Crowd.Member] {
        var members: [Crowd.Member] = []
        for document in bucket {
            let entry = try store.entry(UInt32(truncatingIfNeeded: document))
            members.append(Crowd.Member(rank: UInt32(document >> 32), sketch: entry.sketch, group: entry.group))
        }
        return members
    }

    /// Two documents of an index have been compared before.
    ///
    /// - Returns: whether the two are to be compared.
    @discardableResult
    private mutating func append(_ later: UInt32, _ earlier: UInt32, _ kind: Int) throws(DataError) -> Bool {
        guard Int(later) >= store.known, options.amongThemselves || Int(earlier) < store.known else { return false }
        try sorter.append(CandidatePair(later: later, earlier: earlier, kind: kind).pair)
        return true
    }
}
