internal import Records

/// Shingle sets read lately: the documents of a cluster are compared with the same kept one over and over.
struct RecentSets {
    private var slots = [(document: UInt32, set: [UInt64])?](repeating: nil, count: 64)
    /// Larger sets are read each time, so that all slots hold at most 8 MB.
    private static let largest = 1 << 14

    mutating func set(of document: UInt32, read: () throws(DataError) -> [UInt64]) throws(DataError) -> [UInt64] {
        let slot = Int(truncatingIfNeeded: Shingles.mix(UInt64(document)) % UInt64(slots.count))
        if let held = slots[slot], held.document == document { return held.set }
        let set = try read()
        if set.count <= Self.largest { slots[slot] = (document, set) }
        return set
    }
}
