internal import Records

/// BPE over characters, with all its settings (tokenizers/src/models/bpe/model.rs). Byte-level BPE without them goes by
/// the faster `BPEModel`.
struct CharacterBPE: Sendable {
    let names: TokenNames
    let merges: [BPEModel.Merge]
    private let ranks: [TokenPair: UInt32]
    var unknown: Int32?
    var prefix: [UInt8] = []
    var suffix: [UInt8] = []
    var fusesUnknown = false
    var fallsBackToBytes = false
    var ignoresMerges = false
    /// The probability that a merge is passed over, if the file asks for it.
    var dropout: Double?

    /// - Parameter merges: a pair that is there twice has the later rank, as with the peer.
    init(names: TokenNames, merges: [BPEModel.Merge]) {
        self.names = names
        self.merges = merges
        ranks = Dictionary(
            merges.enumerated().map { ($1.pair, UInt32(truncatingIfNeeded: $0)) }, uniquingKeysWith: { _, last in last }
        )
    }

    /// - Parameter sampler: what drops merges, of whole tokens as well, as with the peer.
    func tokens(_ piece: [UInt8], _ sampler: Sampler?) -> [TokenModel.Found] {
        if piece.isEmpty { return [] }
        if ignoresMerges, sampler == nil, let id = names.id(of: piece) { return [.init(id: id, length: piece.count)] }
        return merged(characters(piece), sampler)
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

    private func merged(_ tokens: [TokenModel.Found], _ sampler: Sampler?) -> [TokenModel.Found] {
        guard tokens.count > 1 else { return tokens }
        var merging = MergedTokens(tokens)
        return merging.merge(
            rank: { ranks[TokenPair($0, $1)] ?? PairRanks.none }, made: { merges[Int($0)].id }, sampler)
    }
}
