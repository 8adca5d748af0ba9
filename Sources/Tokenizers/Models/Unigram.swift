internal import Records

/// SentencePiece's Unigram as Hugging Face runs it: the segmentation of the highest score
/// (tokenizers/src/models/unigram/model.rs, `encode_optimized`).
struct Unigram: Sendable {
    let names: TokenNames
    let scores: [Double]
    let unknown: Int32?
    let fallsBackToBytes: Bool
    private let tree: PrefixTree
    private let unknownScore: Double

    init(names: TokenNames, scores: [Double], unknown: Int32?, fallsBackToBytes: Bool) {
        self.names = names
        self.scores = scores
        self.unknown = unknown
        self.fallsBackToBytes = fallsBackToBytes
        tree = PrefixTree(
            scores.indices.map { (names.name(Int32(truncatingIfNeeded: $0)), Int32(truncatingIfNeeded: $0)) }.filter {
                !$0.0.isEmpty
            })
        unknownScore = (scores.min() ?? 0) - 10
    }

    /// Unknown characters beside each other are one token, or the tokens of their bytes.
    func tokens(_ piece: [UInt8]) -> [TokenModel.Found] {
        guard !piece.isEmpty else { return [] }
        var found: [TokenModel.Found] = []
        var start = 0
        for (end, id) in best(piece) {
            if id == unknown || id < 0 {
                let bytes = piece[start..<end]
                // The spelling of the fused piece may be a token by itself.
                if let id = names.id(of: Array(bytes)) {
                    found.append(.init(id: id, length: bytes.count))
                } else if fallsBackToBytes, let ids = names.fallback(bytes) {
                    found += ids.map { .init(id: $0, length: 1) }
                } else if let unknown {
                    found.append(.init(id: unknown, length: bytes.count))
                }
            } else {
                found.append(.init(id: id, length: end - start))
            }
            start = end
        }
        return found
    }

    /// Ends and ids of the best path, unknown neighbours joined.
    private func best(_ piece: [UInt8]) -> [(end: Int, id: Int32)] {
        var scoreTo = [Double](repeating: 0, count: piece.count + 1)
        var startTo = [Int](repeating: -1, count: piece.count + 1)
        var idTo = [Int32](repeating: -1, count: piece.count + 1)
        piece.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let till = scoreTo[start]
                let next = CharacterBPE.characterEnd(piece, start)
                var hasCharacter = false
                tree.forEachPrefix(bytes, from: start) { end, id in
                    let score = scores[Int(id)] + till
                    if startTo[end] < 0 || score > scoreTo[end] {
                        (scoreTo[end], startTo[end], idTo[end]) = (score, start, id)
                    }
                    if end == next { hasCharacter = true }
                }
                if !hasCharacter {
                    let score = unknownScore + till
                    if startTo[next] < 0 || score > scoreTo[next] {
                        (scoreTo[next], startTo[next], idTo[next]) = (score, start, unknown ?? -1)
                    }
                }
                start = next
            }
        }
        var path: [(end: Int, id: Int32)] = []
        var end = piece.count
        while end > 0 {
            let id = idTo[end]
            let isUnknown = id < 0 || id == unknown
            // An unknown character goes with the unknown ones after it.
            if !isUnknown || path.last.map({ $0.id != id }) ?? true { path.append((end, id)) }
            end = startTo[end]
        }
        return path.reversed()
    }
}
