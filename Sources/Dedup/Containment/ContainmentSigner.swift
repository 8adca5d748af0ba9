/// Signs texts so that one contained in another meets it: by the shingles whose hashes lie in the lowest eighth.
///
/// Each document is found by all of those, and looks for others by its least sixteen. Of a text whose shingles are in the
/// other by a share of `c`, with `n` shingles in all, that misses (1 − c)^16, or where n is small (1 − c / 8)^n: of texts of
/// 40 shingles at 90 % one in a hundred, of 100 one in a hundred thousand.
struct ContainmentSigner {
    private var shingles: Shingles

    private static let sampled = UInt64.max / 8
    private static let asked = 16

    init(_ options: ContainmentOptions) {
        shingles = Shingles(ShingleKind(size: options.shingle, unit: options.unit))
    }

    /// Appends the hash of the whole, then the sampled shingles; nil for a text without words. The sketch begins with the
    /// greatest hash that the document looks for others by.
    mutating func sign(_ text: Span<UInt8>, _ hashes: inout [UInt64]) -> Sketch? {
        let set = shingles.set(of: text)
        if set.isEmpty { return nil }
        let sample = set.prefix { $0 <= Self.sampled }
        hashes.append(shingles.whole)
        hashes.append(contentsOf: sample)
        return Sketch(high: sample.prefix(Self.asked).last ?? 0, low: shingles.whole)
    }

    /// Whether a document with this sketch looks for others by a hash, of which the last bit may be lost.
    static func asks(_ sketch: Sketch, for hash: UInt64) -> Bool { hash >> 1 <= sketch.high >> 1 }
}
