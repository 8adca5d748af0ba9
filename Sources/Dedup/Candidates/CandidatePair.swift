/// Two documents to compare, and the least kind of key they met by. Pairs are sorted by the later document, then the
/// earlier one; what comes earlier is the ranks' matter.
struct CandidatePair {
    var later: UInt32
    var earlier: UInt32
    var kind: Int

    var pair: Pair { Pair(key: UInt64(later) << 32 | UInt64(earlier), value: UInt64(kind)) }
}

extension CandidatePair {
    init(_ pair: Pair) {
        later = UInt32(pair.key >> 32)
        earlier = UInt32(truncatingIfNeeded: pair.key)
        kind = Int(clamping: pair.value)
    }
}
