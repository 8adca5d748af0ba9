/// Signatures by fast similarity sketching (Dahlgaard, Knudsen, Thorup, "Fast Similarity Sketching", FOCS 2017).
///
/// In each round every shingle falls into one bin; a bin keeps the least hash of the first round that reached it. For a
/// text with more shingles than bins the first round, one pass, fills nearly all. Unlike one-permutation hashing with
/// densification, no bin borrows from another, so that the estimate of a short text varies as little as with a
/// permutation of its own for each bin; and where k permutations cost k × shingles, this costs shingles + k log k.
struct MinHash {
    let bands: Int
    let rows: Int

    private static let empty = UInt64.max
    /// Rounds stand in the high bits of a bin, so that an earlier one is always less. There are at most 2 × 4096.
    private static let hashBits: UInt64 = 51
    /// Sets rounds apart: odd, so that no two rounds see the same numbers.
    private static let roundStep: UInt64 = 0xA076_1D64_78BD_642F

    /// Makes `bins` the signature of a set of uniform hashes, in any order and however often each.
    func sign(_ hashes: [UInt64], _ bins: inout [UInt64]) {
        let count = bands * rows
        bins.removeAll(keepingCapacity: true)
        bins.append(contentsOf: repeatElement(Self.empty, count: count))
        for hash in hashes { Self.put(hash, round: 0, &bins) }
        var round: UInt64 = 1
        while round < UInt64(count), bins.contains(Self.empty) {
            for hash in hashes { Self.put(Self.rehash(hash, round), round: round, &bins) }
            round += 1
        }
        // Only of texts with a handful of shingles: a round for each bin still empty.
        for bin in bins.indices where bins[bin] == Self.empty {
            for hash in hashes { bins[bin] = min(bins[bin], Self.rehash(hash, UInt64(count + bin)) >> 1) }
        }
    }

    @inline(__always)
    private static func rehash(_ hash: UInt64, _ round: UInt64) -> UInt64 { Shingles.mix(hash &+ round &* roundStep) }

    @inline(__always)
    private static func put(_ hash: UInt64, round: UInt64, _ bins: inout [UInt64]) {
        let bin = Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(bins.count)).high)
        let value = round << hashBits | hash >> (64 - hashBits)
        var span = bins.mutableSpan
        span[unchecked: bin] = min(span[unchecked: bin], value)
    }

    /// Appends a hash of the rows of each band.
    func appendBands(of signature: [UInt64], to hashes: inout [UInt64]) {
        for band in 0..<bands {
            var hash: UInt64 = 0
            for row in 0..<rows { hash = Shingles.mix(hash ^ signature[band * rows + row]) }
            hashes.append(hash)
        }
    }
}
