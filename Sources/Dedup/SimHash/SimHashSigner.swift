/// Signs texts by SimHash.
struct SimHashSigner {
    private var shingles: Shingles
    private let hasher: SimHash

    init(_ options: SimHashOptions) {
        shingles = Shingles(ShingleKind(size: options.shingle, unit: options.unit))
        hasher = SimHash(options)
    }

    /// Appends the hash of the whole, then what documents may meet by; nil for a text without words. Twice in the sketch,
    /// the fingerprint tells how far two are apart.
    mutating func sign(_ text: Span<UInt8>, _ hashes: inout [UInt64]) -> Sketch? {
        guard shingles.read(text) else { return nil }
        let fingerprint = SimHash.fingerprint(shingles.hashes)
        hashes.append(shingles.whole)
        for mask in hasher.masks { hashes.append(Shingles.mix(fingerprint & mask)) }
        return Sketch(high: fingerprint, low: fingerprint)
    }
}
