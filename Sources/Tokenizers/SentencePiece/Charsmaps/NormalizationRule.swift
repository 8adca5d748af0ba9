internal import Text

/// The rules that SentencePiece's trainer knows by name (google/sentencepiece 0.2.3, src/builder.cc).
package enum NormalizationRule: String, Codable, Sendable, CaseIterable {
    case identity
    case nfkc
    /// NFKC, and white space of all kinds as one; control characters left out.
    case nmtNFKC = "nmt_nfkc"
    /// With letters case-folded.
    case nfkcCF = "nfkc_cf"
    case nmtNFKCCF = "nmt_nfkc_cf"

    /// The precompiled charsmap, made once; empty where nothing changes.
    var charsmap: [UInt8] {
        switch self {
        case .identity: []
        case .nfkc: Self.nfkcMap
        case .nmtNFKC: Self.nmtNFKCMap
        case .nfkcCF: Self.nfkcCFMap
        case .nmtNFKCCF: Self.nmtNFKCCFMap
        }
    }

    private static let nfkcMap = map()
    private static let nmtNFKCMap = map(mergingSpaces: true)
    private static let nfkcCFMap = map(foldingCase: true)
    private static let nmtNFKCCFMap = map(mergingSpaces: true, foldingCase: true)

    private static func map(mergingSpaces: Bool = false, foldingCase: Bool = false) -> [UInt8] {
        var rules = CharacterRules.nfkc
        if mergingSpaces { rules.mergeSpaces() }
        if foldingCase { rules.foldCase() }
        return CharsmapWriter(rules.rules).bytes
    }
}
