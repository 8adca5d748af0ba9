internal import Records

/// What encoding looks up, in memory that does not change once the tables are made: plain pointers, so that the hottest
/// loop counts no references and checks no bounds. A class because it owns the memory.
final class MergeTables: Sendable {
    nonisolated(unsafe) let ranks: PairRanks
    /// Id made by the merge of each rank, and by how much all of them are more than the rank, if they are.
    nonisolated(unsafe) private let merged: UnsafePointer<Int32>
    private let shift: Int32?
    /// Id of each byte, -1 if it has none.
    nonisolated(unsafe) let byteIDs: UnsafePointer<Int32>
    let hasEveryByte: Bool
    /// For models that never cut a piece that is a token.
    let wholes: WholeTokens?
    nonisolated(unsafe) private let allByteRanks: UnsafeMutablePointer<UInt32>
    nonisolated(unsafe) private let memory: PageMemory

    /// Tables of listed merges.
    ///
    /// - Parameters:
    ///   - merges: by rank. A pair that is there twice has the later one.
    ///   - wholes: for models that never cut a piece that is a token.
    /// - Returns: the tables, and how many different pairs there are.
    static func listed(
        _ vocabulary: Vocabulary, _ merges: [BPEModel.Merge], wholes: WholeTokens?
    ) -> (MergeTables, pairs: Int) {
        let tables = MergeTables(vocabulary, merged: merges.map(\.id), wholes: wholes)
        var pairs = 0
        for (rank, merge) in merges.enumerated()
        where tables.insert(merge.pair, rank: UInt32(truncatingIfNeeded: rank), vocabulary) {
            pairs += 1
        }
        return (tables, pairs)
    }

    /// Tables of tokens that merge wherever two of them are a third, the lowest first, and the merges that this comes to.
    ///
    /// Of all the pairs that make a token, merging ever meets one alone: whatever stands around it, a stretch of text
    /// becomes two tokens by merges within it, in the order they have in that stretch by itself. So that pair is all that
    /// is kept of each token: what is left of its bytes before the last merge.
    ///
    /// - Parameter vocabulary: tokens by rank, which is their id.
    static func ranked(_ vocabulary: Vocabulary, _ wholes: WholeTokens) -> (MergeTables, merges: [BPEModel.Merge]) {
        let ids = (0..<vocabulary.count).map { Int32(truncatingIfNeeded: $0) }
        let tables = MergeTables(vocabulary, merged: ids, wholes: wholes)
        // The tables have the merges of the tokens before, which come first in the token's own bytes, too.
        let merger = PieceMerger(tables)
        var merges: [BPEModel.Merge] = []
        merges.reserveCapacity(vocabulary.count)
        for id in ids where vocabulary.tokens.range(Int(id)).count > 1 {
            vocabulary.tokens[Int(id)].withUnsafeBufferPointer { token in
                // Merging begins with the tokens of bytes: what holds another byte is never made.
                guard tables.hasEveryByte || token.allSatisfy({ vocabulary.byteIDs[Int($0)] >= 0 }) else { return }
                guard let pair = merger.pair(token) ?? wholes.lastPair(token, vocabulary.byteIDs) else { return }
                _ = tables.insert(pair, rank: UInt32(bitPattern: id), vocabulary)
                merges.append(.init(pair: pair, id: id))
            }
        }
        return (tables, merges)
    }

    /// Tables for tokens that are not made of bytes, with no rank yet.
    ///
    /// - Parameters:
    ///   - merged: what the pairs of each rank make.
    ///   - pairCount: how many pairs will have ranks.
    convenience init(merged: [Int32], pairCount: Int) {
        self.init(byteIDs: [Int32](repeating: -1, count: 256), merged: merged, pairCount: pairCount, wholes: nil)
    }

    private convenience init(_ vocabulary: Vocabulary, merged: [Int32], wholes: WholeTokens?) {
        self.init(byteIDs: vocabulary.byteIDs, merged: merged, pairCount: merged.count, wholes: wholes)
    }

    private init(byteIDs: [Int32], merged: [Int32], pairCount: Int, wholes: WholeTokens?) {
        memory = PageMemory(byteCount: PairRanks.entryCount(pairCount) * MemoryLayout<UInt64>.size)
        ranks = PairRanks(
            count: pairCount, in: memory.start.bindMemory(to: UInt64.self, capacity: memory.byteCount / 8))
        self.merged = Self.copy(merged)
        let shift = merged.first ?? 0
        let isShifted = merged.enumerated().allSatisfy { Int($1 &- shift) == $0 }
        self.shift = isShifted ? shift : nil
        allByteRanks = .allocate(capacity: 1 << 16)
        allByteRanks.initialize(repeating: PairRanks.none, count: 1 << 16)
        self.byteIDs = Self.copy(byteIDs)
        hasEveryByte = !byteIDs.contains(-1)
        self.wholes = wholes
    }

    deinit {
        memory.deallocate()
        merged.deallocate()
        allByteRanks.deallocate()
        byteIDs.deallocate()
    }

    /// Id made by the merge of a rank.
    @inline(__always)
    func token(_ rank: UInt32) -> Int32 { shift.map { Int32(bitPattern: rank) &+ $0 } ?? merged[Int(rank)] }

    /// Rank of each pair of bytes, `first × 256 + second`: every pre-token begins with these.
    var byteRanks: UnsafePointer<UInt32> { UnsafePointer(allByteRanks) }

    /// Sets the rank of a pair; false if it had one.
    private func insert(_ pair: TokenPair, rank: UInt32, _ vocabulary: Vocabulary) -> Bool {
        if let first = vocabulary.byte(pair.first), let second = vocabulary.byte(pair.second) {
            allByteRanks[Int(first) << 8 | Int(second)] = rank
        }
        return ranks.insert(pair, rank: rank)
    }

    private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        for (place, element) in elements.enumerated() { memory[place] = element }
        return UnsafePointer(memory)
    }
}

extension Vocabulary {
    /// The byte that a token is, if it is one.
    fileprivate func byte(_ id: Int32) -> UInt8? {
        let token = tokens[Int(id)]
        return token.count == 1 && byteIDs[Int(token[0])] == id ? token[0] : nil
    }
}

extension PieceMerger {
    /// The two tokens that merging leaves of some bytes, nil if it leaves more.
    fileprivate func pair(_ bytes: UnsafeBufferPointer<UInt8>) -> TokenPair? {
        guard bytes.count <= Self.shortPiece else {
            let ids = mergeAny(bytes)
            return ids.count == 2 ? TokenPair(ids[0], ids[1]) : nil
        }
        let ids = mergeShort(bytes)
        return ids.count == 2 ? TokenPair(ids[0], ids[1]) : nil
    }
}
