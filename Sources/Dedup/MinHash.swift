/// Signatures by one-permutation hashing with optimal densification: one pass over the shingles, then each empty bin
/// borrows from a bin chosen by a hash of its own number, so that equal sets borrow alike (Shrivastava, "Optimal
/// Densification for Fast and Accurate Minwise Hashing", ICML 2017). O(shingles + bins), where k permutations would
/// cost k × shingles.
struct MinHash {
    let bands: Int
    let rows: Int

    /// One key a band: a hash of its rows and its number. `set` is not empty.
    func keys(_ set: [UInt64]) -> [UInt64] {
        let count = bands * rows
        var bins = [UInt64](repeating: .max, count: count)
        for shingle in set {
            let hash = Shingles.mix(shingle)
            let bin = Int(hash.multipliedFullWidth(by: UInt64(count)).high)
            let value = Shingles.mix(hash) >> 1  // .max stands for empty
            if value < bins[bin] { bins[bin] = value }
        }
        let signature = Self.densified(bins)
        return (0..<bands).map { band in
            var key = UInt64(band)
            for row in 0..<rows { key = Shingles.mix(key ^ signature[band * rows + row]) }
            return key
        }
    }

    private static func densified(_ bins: [UInt64]) -> [UInt64] {
        var full = bins
        for bin in bins.indices where bins[bin] == .max {
            var attempt: UInt64 = 0
            var donor = bin
            repeat {
                attempt += 1
                let hash = Shingles.mix(UInt64(bin) << 32 | attempt)
                donor = Int(hash.multipliedFullWidth(by: UInt64(bins.count)).high)
            } while bins[donor] == .max
            full[bin] = bins[donor]
        }
        return full
    }
}
