internal import Records

/// Compares two documents by what is known of them.
struct Comparison {
    private var store: SignatureStore
    private let options: SearchOptions
    /// The document that came last: it comes with all its candidates in a row.
    private var current: (number: UInt32, set: [UInt64])?
    /// What it has turned out not to be similar to.
    private var unlike: Set<UInt32> = []
    private var recent = RecentSets()

    init(store: SignatureStore, options: SearchOptions) {
        self.store = store
        self.options = options
    }

    /// Whether two documents that share the key of the whole are the same.
    mutating func areCopies(_ later: UInt32, _ earlier: UInt32) throws(DataError) -> Bool {
        try store.entry(later).sketch == store.entry(earlier).sketch
    }

    /// Whether their groups let two documents be duplicates of one another.
    mutating func mayBeDuplicates(_ one: UInt32, _ other: UInt32) throws(DataError) -> Bool {
        if options.comparesAnyTwo { return true }
        return options.compares(try store.entry(one).group, try store.entry(other).group)
    }

    /// How similar two documents are, or nil below the threshold.
    mutating func similarity(_ later: UInt32, _ earlier: UInt32) throws(DataError) -> Double? {
        let threshold: Double
        switch options.method {
        case .exact: return nil
        case .simhash(let options): return try similarity(later, earlier, within: options.distance)
        case .minhash(let parameters): threshold = parameters.threshold
        case .containment(let options): threshold = options.threshold
        }
        if current?.number != later {
            current = (later, try store.set(later))
            unlike.removeAll(keepingCapacity: true)
        }
        guard let set = current?.set, !unlike.contains(earlier) else { return nil }
        let other = try recent.set(of: earlier) { () throws(DataError) in try store.set(earlier) }
        if let similarity = similarity(set, other, atLeast: threshold) { return similarity }
        unlike.insert(earlier)
        return nil
    }

    private func similarity(_ set: [UInt64], _ other: [UInt64], atLeast threshold: Double) -> Double? {
        let similarity: Double
        if case .containment = options.method {
            guard Double(other.count) >= threshold * Double(set.count) else { return nil }
            similarity = ShingleSet.containment(of: set, in: other)
        } else {
            // A set cannot be more similar than the ratio of the sizes.
            guard Double(min(set.count, other.count)) >= threshold * Double(max(set.count, other.count)) else {
                return nil
            }
            similarity = ShingleSet.jaccard(set, other)
        }
        return similarity >= threshold ? similarity : nil
    }

    /// Share of the bits in which two fingerprints agree.
    private mutating func similarity(
        _ later: UInt32, _ earlier: UInt32, within limit: Int
    ) throws(DataError) -> Double? {
        let distance = SimHash.distance(try store.entry(later).sketch.high, try store.entry(earlier).sketch.high)
        return distance <= limit ? 1 - Double(distance) / Double(SimHash.bits) : nil
    }

    /// The similarity that the sketches of two documents let expect.
    mutating func estimate(_ one: UInt32, _ other: UInt32) throws(DataError) -> Double {
        try store.entry(one).sketch.agreement(with: store.entry(other).sketch)
    }
}
