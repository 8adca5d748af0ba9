/// What encoding looks up, in memory that never changes: plain pointers, so that the hottest loop counts no references
/// and checks no bounds. A class because it owns the memory.
final class MergeTables: Sendable {
    struct RankedPair {
        var pair: TokenPair
        var rank: UInt32
    }

    nonisolated(unsafe) let ranks: PairRanks
    /// Id made by the merge of each rank.
    nonisolated(unsafe) let merged: UnsafePointer<Int32>
    /// Rank of each pair of bytes, `first × 256 + second`: every pre-token begins with these.
    nonisolated(unsafe) let byteRanks: UnsafePointer<UInt32>
    /// Id of each byte, -1 if it has none.
    nonisolated(unsafe) let byteIDs: UnsafePointer<Int32>
    let hasEveryByte: Bool
    /// For models that never cut a piece that is a token.
    let wholes: WholeTokens?
    nonisolated(unsafe) private let slots: UnsafeMutablePointer<UInt64>

    /// - Parameters:
    ///   - pairs: all different.
    ///   - merged: the token that each rank makes.
    ///   - wholes: for models that never cut a piece that is a token.
    init(_ vocabulary: Vocabulary, _ pairs: [RankedPair], merged: [Int32], wholes: WholeTokens?) {
        slots = .allocate(capacity: PairRanks.slotCount(pairs.count))
        ranks = PairRanks(pairs, in: slots)
        self.merged = Self.copy(merged)
        byteRanks = Self.copy(Self.byteRanks(vocabulary, pairs))
        byteIDs = Self.copy(vocabulary.byteIDs)
        hasEveryByte = !vocabulary.byteIDs.contains(-1)
        self.wholes = wholes
    }

    deinit {
        slots.deallocate()
        merged.deallocate()
        byteRanks.deallocate()
        byteIDs.deallocate()
    }

    private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        for (place, element) in elements.enumerated() { memory[place] = element }
        return UnsafePointer(memory)
    }

    private static func byteRanks(_ vocabulary: Vocabulary, _ pairs: [RankedPair]) -> [UInt32] {
        var bytes = [Int](repeating: -1, count: vocabulary.count)
        for (byte, id) in vocabulary.byteIDs.enumerated() where id >= 0 { bytes[Int(id)] = byte }
        var ranks = [UInt32](repeating: PairRanks.none, count: 1 << 16)
        for ranked in pairs {
            let (first, second) = (bytes[Int(ranked.pair.first)], bytes[Int(ranked.pair.second)])
            if first >= 0 && second >= 0 { ranks[first << 8 | second] = ranked.rank }
        }
        return ranks
    }
}
