/// A document to remove: its place in the part, and the document that stays for it.
package struct Removal: Sendable, Equatable {
    package var ordinal: Int
    /// True Jaccard similarity of the two, to 47 bits; what their sketches let expect where nothing was verified.
    package var similarity: Double
    /// By which key it met the one that stays, or another one that goes for that: 0 for the key of the whole document,
    /// then the bands; 0 where nothing was verified, since they may never have met.
    package var band: Int
    /// Empty where it is not known.
    package var keptID: [UInt8]
}

/// A removal among all documents, by their numbers.
struct NumberedRemoval {
    var removed: UInt32
    var kept: UInt32
    var similarity: Double
    var band: Int
}

extension NumberedRemoval {
    private static let bandBits: UInt64 = 16
    private static let one = Double(UInt64(1) << (63 - bandBits))

    /// As 128 bits that sort by one of the two documents, then the other.
    ///
    /// - Parameter isByKept: whether the document that stays comes first.
    func pair(isByKept: Bool) -> Pair {
        let (first, second) = isByKept ? (kept, removed) : (removed, kept)
        let share = UInt64((similarity * Self.one).rounded())
        return Pair(key: UInt64(first) << 32 | UInt64(second), value: share << Self.bandBits | UInt64(band))
    }

    init(_ pair: Pair, isByKept: Bool) {
        let (first, second) = (UInt32(pair.key >> 32), UInt32(truncatingIfNeeded: pair.key))
        (removed, kept) = isByKept ? (second, first) : (first, second)
        similarity = Double(pair.value >> Self.bandBits) / Self.one
        band = Int(pair.value & (1 << Self.bandBits - 1))
    }
}
