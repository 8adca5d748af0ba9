internal import Records

/// Signatures by fast similarity sketching (Dahlgaard, Knudsen, Thorup, "Fast Similarity Sketching", FOCS 2017).
///
/// In each round every shingle falls into one bin; a bin keeps the least hash of the first round that reached it. For a
/// text with more shingles than bins the first round, one pass, fills nearly all. Unlike one-permutation hashing with
/// densification, no bin borrows from another, so that the estimate of a short text varies as little as with a
/// permutation of its own for each bin; and where k permutations cost k × shingles, this costs shingles + k log k.
struct MinHash {
    let bands: Int
    let rows: Int

    /// Marks the keys of bands; the keys of whole sets, without it, sort before them.
    static let bandBit: UInt64 = 1 << 63
    private static let empty = UInt64.max
    /// Sets rounds apart: odd, so that no two rounds see the same numbers.
    private static let roundStep: UInt64 = 0xA076_1D64_78BD_642F

    /// The least hash of each bin. `set` is sorted, uniform and not empty.
    func signature(_ set: [UInt64]) -> [UInt64] {
        let count = bands * rows
        var bins = [UInt64](repeating: Self.empty, count: count)
        // The shingles are hashes themselves and sorted: the first one that falls into a bin is the bin's least.
        var missing = count
        for hash in set {
            let bin = Self.bin(hash, count)
            if bins[bin] == Self.empty {
                bins[bin] = hash
                missing -= 1
            }
        }
        var round = 1
        while missing > 0 && round < count {
            fill(&bins, set, round: UInt64(round), &missing)
            round += 1
        }
        // Only of texts with a handful of shingles: a round for each bin still empty.
        for bin in bins.indices where bins[bin] == Self.empty {
            for hash in set { bins[bin] = min(bins[bin], Self.hash(hash, round: UInt64(count + bin))) }
        }
        return bins
    }

    private func fill(_ bins: inout [UInt64], _ set: [UInt64], round: UInt64, _ missing: inout Int) {
        let before = bins
        for shingle in set {
            let hash = Self.hash(shingle, round: round)
            let bin = Self.bin(hash, bins.count)
            guard before[bin] == Self.empty, hash < bins[bin] else { continue }
            if bins[bin] == Self.empty { missing -= 1 }
            bins[bin] = hash
        }
    }

    @inline(__always)
    private static func hash(_ shingle: UInt64, round: UInt64) -> UInt64 { Shingles.mix(shingle &+ round &* roundStep) }

    @inline(__always)
    private static func bin(_ hash: UInt64, _ count: Int) -> Int {
        Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(count)).high)
    }

    /// One key a band: a hash of its rows and its number.
    func keys(ofSignature signature: [UInt64]) -> [UInt64] {
        (0..<bands).map { band in
            var key = UInt64(band)
            for row in 0..<rows { key = Shingles.mix(key ^ signature[band * rows + row]) }
            return key | Self.bandBit
        }
    }

    func keys(_ set: [UInt64]) -> [UInt64] { keys(ofSignature: signature(set)) }

    /// The key of the whole set.
    static func key(ofWhole set: [UInt64]) -> UInt64 {
        set.span.withUnsafeBytes { raw in
            ContentHash.xxh3(Span(_unsafeBytes: raw))
        } & ~bandBit
    }
}
