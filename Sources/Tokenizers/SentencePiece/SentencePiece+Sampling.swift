extension SentencePiece {
    /// Pieces as they are drawn, a word at a time where words are apart: the draws of one do not depend on another.
    func samplePieces(
        _ text: UnsafeBufferPointer<UInt8>, _ sampler: Sampler, _ body: (Int, Int, Int32) -> Void
    ) {
        var isWhole = !encodesWords
        if case .segmentation(_, _?) = sampler.method { isWhole = true }
        func sample(_ range: Range<Int>) {
            let word = UnsafeBufferPointer(rebasing: text[range])
            let start = range.lowerBound
            switch model {
            case .unigram(let model):
                guard case .segmentation(let alpha, let best) = sampler.method else { return }
                var lattice = model.lattice(word)
                if let path = lattice.draw(alpha: alpha, best: best, sampler) {
                    for node in path { body(start + Int(node.start), start + Int(node.end), node.id) }
                } else {
                    var path: [(start: Int, end: Int, id: Int32)] = []
                    model.encode(word) { path.append(($0, $1, $2)) }
                    for (from, to, id) in path.reversed() { body(start + from, start + to, id) }
                }
            case .bpe(let model): model.encode(word, sampler: sampler) { body(start + $0, start + $1, $2) }
            case .word, .character: break
            }
        }
        if isWhole { sample(0..<text.count) } else { Self.forEachWord(text, sample) }
    }

    /// Words with the spaces before them.
    private static func forEachWord(_ text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        var start = 0
        var place = 0
        var wasSpace = true
        while place < text.count {
            let isSpace = text[place...].starts(with: SentencePieceNormalizer.space)
            if isSpace, !wasSpace {
                body(start..<place)
                start = place
            }
            wasSpace = isSpace
            place += isSpace ? 3 : 1
        }
        if start < text.count { body(start..<text.count) }
    }

    /// The ids of the most likely segmentations of a text by a Unigram model, the best first. The lattice of the whole
    /// text is held in memory.
    func best(_ count: Int, _ text: Span<UInt8>, _ cache: EncodingCache) -> [[Int32]] {
        let room = cache.pieces(for: self)
        room.origins = nil
        text.withUnsafeBufferPointer { normalizer.normalize($0, into: &room.normalized, origins: &room.origins) }
        return room.normalized.withUnsafeBufferPointer { normalized in
            guard case .unigram(let model) = model, count > 1, !normalized.isEmpty else {
                return [ids(normalized) { forEachPiece(normalized, room, nil, $0) }]
            }
            var lattice = model.lattice(normalized)
            return lattice.best(count).map { path, _ in
                ids(normalized) { give in
                    for node in path { give(Int(node.start), Int(node.end), node.id) }
                }
            }
        }
    }

    private func ids(
        _ text: UnsafeBufferPointer<UInt8>, _ pieces: ((_ start: Int, _ end: Int, _ id: Int32) -> Void) -> Void
    ) -> [Int32] {
        var ids: [Int32] = []
        var unknownEnd = -1
        pieces { start, end, id in
            spell(text, start, end, id, &unknownEnd) { id, _ in ids.append(id) }
        }
        if unknownEnd >= 0 { ids.append(unknown) }
        return ids
    }
}
