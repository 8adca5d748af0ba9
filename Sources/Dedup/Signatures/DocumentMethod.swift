package import Records

/// How whole documents are compared.
package enum DocumentMethod: Sendable {
    /// They are equal after normalisation.
    case exact(ExactOptions)
    /// Their sets of shingles are similar, as MinHash finds them.
    case minhash(MinHashParameters)
    /// Their fingerprints differ in few bits.
    case simhash(SimHashOptions)
    /// Nearly all shingles of one are in the other.
    case containment(ContainmentOptions)

    /// - Throws: for options that mean nothing.
    package func check() throws(DataError) {
        switch self {
        case .exact, .minhash: break
        case .simhash(let options): try options.check()
        case .containment(let options): try options.check()
        }
    }

    /// Kinds of keys that documents meet by: one of the whole, and the bands, blocks or shingles.
    var keyKinds: Int {
        switch self {
        case .exact: 1
        case .minhash(let parameters): 1 + parameters.bands
        case .simhash(let options): 1 + SimHash(options).masks.count
        case .containment: 2
        }
    }

    /// Whether nothing is removed without a comparison with what stays.
    package var isVerified: Bool {
        if case .minhash(let parameters) = self { parameters.verifies } else { true }
    }

    /// The shingles whose sets an index keeps of its documents, of methods that compare sets.
    package var shingle: ShingleKind? {
        switch self {
        case .exact, .simhash: nil
        case .minhash(let parameters): ShingleKind(size: parameters.shingle, unit: parameters.unit)
        case .containment(let options): ShingleKind(size: options.shingle, unit: options.unit)
        }
    }

    /// Whether candidates are compared by their sets of shingles, for which their texts are read again.
    package var comparesSets: Bool { shingle != nil && isVerified }
}
