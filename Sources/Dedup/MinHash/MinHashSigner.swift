/// Signs texts by MinHash.
struct MinHashSigner {
    private var shingles: Shingles
    private let hasher: MinHash
    private var signature: [UInt64] = []

    init(_ parameters: MinHashParameters) {
        shingles = Shingles(ShingleKind(size: parameters.shingle, unit: parameters.unit))
        hasher = MinHash(bands: parameters.bands, rows: parameters.rows)
    }

    /// Appends the hash of the whole, then those of the bands; nil for a text without words.
    mutating func sign(_ text: Span<UInt8>, _ hashes: inout [UInt64]) -> Sketch? {
        guard shingles.read(text) else { return nil }
        hasher.sign(shingles.hashes, &signature)
        hashes.append(shingles.whole)
        hasher.appendBands(of: signature, to: &hashes)
        return Sketch(signature: signature)
    }
}
