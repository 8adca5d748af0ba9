internal import Records

/// BPE over characters, with all its settings (tokenizers/src/models/bpe/model.rs). Byte-level BPE without them goes by
/// the faster `BPEModel`.
struct CharacterBPE: Sendable {
    let names: TokenNames
    let merges: [BPEModel.Merge]
    private let ranks: [TokenPair: Int32]
    var unknown: Int32?
    var prefix: [UInt8] = []
    var suffix: [UInt8] = []
    var fusesUnknown = false
    var fallsBackToBytes = false
    var ignoresMerges = false

    /// - Parameter merges: a pair that is there twice has the later rank, as with the peer.
    init(names: TokenNames, merges: [BPEModel.Merge]) {
        self.names = names
        self.merges = merges
        ranks = Dictionary(
            merges.enumerated().map { ($1.pair, Int32(truncatingIfNeeded: $0)) }, uniquingKeysWith: { _, last in last })
    }

    func tokens(_ piece: [UInt8]) -> [TokenModel.Found] {
        if piece.isEmpty { return [] }
        if ignoresMerges, let id = names.id(of: piece) { return [.init(id: id, length: piece.count)] }
        return merged(characters(piece))
    }

    /// The piece's characters as tokens.
    private func characters(_ piece: [UInt8]) -> [TokenModel.Found] {
        var found: [TokenModel.Found] = []
        var pending: TokenModel.Found?
        var start = 0
        while start < piece.count {
            let end = Self.characterEnd(piece, start)
            let length = end - start
            var name = start > 0 ? prefix + piece[start..<end] : Array(piece[start..<end])
            if end == piece.count { name += suffix }
            if let id = names.id(of: name) {
                if let unknown = pending { found.append(unknown) }
                pending = nil
                found.append(.init(id: id, length: length))
            } else if fallsBackToBytes, let bytes = names.fallback(name) {
                // What is unknown before them comes after them, as with the peer.
                for id in bytes { found.append(.init(id: id, length: 1)) }
            } else if let unknown {
                if let before = pending, !fusesUnknown { found.append(before) }
                let fused = fusesUnknown ? pending?.length ?? 0 : 0
                pending = .init(id: unknown, length: fused + length)
            }
            start = end
        }
        if let unknown = pending { found.append(unknown) }
        return found
    }

    static func characterEnd(_ bytes: [UInt8], _ start: Int) -> Int {
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    /// Merges the pair of the lowest rank, the leftmost first, until there is none: a heap of the pairs, and a list of
    /// what is left.
    private func merged(_ tokens: [TokenModel.Found]) -> [TokenModel.Found] {
        let count = tokens.count
        guard count > 1 else { return tokens }
        var tokens = tokens
        var next = Array(1..<count + 1)
        var previous = Array(-1..<count - 1)
        var pairRanks = [UInt32](repeating: PairRanks.none, count: count)
        var heap = RankHeap()
        func rank(_ place: Int) -> UInt32 {
            guard next[place] < count else { return PairRanks.none }
            let pair = TokenPair(tokens[place].id, tokens[next[place]].id)
            return ranks[pair].map { UInt32(bitPattern: $0) } ?? PairRanks.none
        }
        func update(_ place: Int) {
            pairRanks[place] = rank(place)
            if pairRanks[place] != PairRanks.none { heap.push(rank: pairRanks[place], place: place) }
        }
        for place in 0..<count - 1 {
            pairRanks[place] = rank(place)
            if pairRanks[place] != PairRanks.none { heap.append(rank: pairRanks[place], place: place) }
        }
        heap.heapify()
        while let (rank, place) = heap.pop() {
            guard pairRanks[place] == rank else { continue }
            let second = next[place]
            tokens[place].id = merges[Int(rank)].id
            tokens[place].length += tokens[second].length
            tokens[second].id = -1
            pairRanks[second] = PairRanks.none
            next[place] = next[second]
            if next[second] < count { previous[next[second]] = place }
            update(place)
            if previous[place] >= 0 { update(previous[place]) }
        }
        return tokens.filter { $0.id >= 0 }
    }
}
