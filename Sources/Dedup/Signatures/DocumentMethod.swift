/// How whole documents are compared.
package enum DocumentMethod: Sendable {
    /// They are equal after normalisation.
    case exact(ExactOptions)
    /// Their sets of shingles are similar, as MinHash finds them.
    case minhash(MinHashParameters)

    /// Kinds of keys that documents meet by: one of the whole, and the bands.
    var keyKinds: Int {
        switch self {
        case .exact: 1
        case .minhash(let parameters): 1 + parameters.bands
        }
    }

    /// Whether nothing is removed without a comparison with what stays.
    var isVerified: Bool {
        switch self {
        case .exact: true
        case .minhash(let parameters): parameters.verifies
        }
    }

    /// Whether an index keeps the sets of shingles of its documents.
    package var hasSets: Bool {
        if case .minhash = self { true } else { false }
    }

    /// Whether candidates are compared by their sets of shingles, for which their texts are read again.
    package var comparesSets: Bool {
        switch self {
        case .exact: false
        case .minhash(let parameters): parameters.verifies
        }
    }
}
