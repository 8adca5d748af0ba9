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
    func tokens(_ piece: [UInt8], _ sampler: Sampler?) -> [TokenModel.Found] {
        guard !piece.isEmpty else { return [] }
        var found: [TokenModel.Found] = []
        var start = 0
        for (end, id) in joined(sampled(piece, sampler) ?? best(piece)) {
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

    /// Unknown neighbours as one: they go with the last of them.
    private func joined(_ path: [(end: Int, id: Int32)]) -> [(end: Int, id: Int32)] {
        path.enumerated().compactMap { place, piece in
            let isUnknown = piece.id < 0 || piece.id == unknown
            return isUnknown && place + 1 < path.count && path[place + 1].id == piece.id ? nil : piece
        }
    }

    private func sampled(_ piece: [UInt8], _ sampler: Sampler?) -> [(end: Int, id: Int32)]? {
        guard let sampler, case .segmentation(let alpha, let best) = sampler.method else { return nil }
        var nodes: [UnigramLattice.Node] = []
        piece.withUnsafeBufferPointer { bytes in
            forEachPiece(bytes) { start, end, id, score in
                nodes.append(
                    .init(
                        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), id: id,
                        score: Float(score)))
            }
        }
        var lattice = UnigramLattice(nodes, count: piece.count)
        return lattice.draw(alpha: alpha, best: best, sampler)?.map { (Int($0.end), $0.id) }
    }

    /// Gives every piece of a text, in the order of their beginnings, and unknown characters.
    @inline(__always)
    private func forEachPiece(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int, _ id: Int32, _ score: Double) -> Void
    ) {
        var start = 0
        while start < bytes.count {
            var next = start + 1
            while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
            var hasCharacter = false
            tree.forEachPrefix(bytes, from: start) { end, id in
                body(start, end, id, scores[Int(id)])
                if end == next { hasCharacter = true }
            }
            if !hasCharacter { body(start, next, unknown ?? -1, unknownScore) }
            start = next
        }
    }

    /// Ends and ids of the best path.
    private func best(_ piece: [UInt8]) -> [(end: Int, id: Int32)] {
        var scoreTo = [Double](repeating: 0, count: piece.count + 1)
        var startTo = [Int32](repeating: -1, count: piece.count + 1)
        var idTo = [Int32](repeating: -1, count: piece.count + 1)
        piece.withUnsafeBufferPointer { bytes in
            forEachPiece(bytes) { start, end, id, score in
                let sum = score + scoreTo[start]
                if startTo[end] < 0 || sum > scoreTo[end] {
                    (scoreTo[end], startTo[end], idTo[end]) = (sum, Int32(truncatingIfNeeded: start), id)
                }
            }
        }
        var path: [(end: Int, id: Int32)] = []
        var end = piece.count
        while end > 0 {
            path.append((end, idTo[end]))
            end = Int(startTo[end])
        }
        return path.reversed()
    }
}
