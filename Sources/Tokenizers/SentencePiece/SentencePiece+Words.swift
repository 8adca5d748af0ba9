internal import Records

/// Encoding word by word, words met before from memory: where no piece reaches over the beginning of a word, all that
/// the text before a word does to it is to round its scores another way, and how much that may do is known.
extension SentencePiece {
    /// Appends the ids of a text.
    func encode(_ text: Span<UInt8>, _ cache: EncodingCache, into ids: inout [Int32]) {
        guard encodesWords, cache.sampler == nil else { return encodeWhole(text, cache, into: &ids) }
        text.withUnsafeBufferPointer { bytes in
            var textEnds: [Int] = []
            guard var words = TextWords(bytes, self, cache, ids.count) else { return }
            words.add(0..<bytes.count, &ids, &textEnds)
            words.finish(&ids, &textEnds)
        }
    }

    /// Appends the ids of texts, and for each text where its ids end.
    func encode(_ texts: ByteColumn, _ cache: EncodingCache, into ids: inout [Int32], textEnds: inout [Int]) {
        texts.bytes.withUnsafeBufferPointer { bytes in
            guard encodesWords, cache.sampler == nil, var words = TextWords(bytes, self, cache, ids.count) else {
                for index in 0..<texts.count {
                    encodeWhole(texts[index], cache, into: &ids)
                    textEnds.append(ids.count)
                }
                return
            }
            for index in 0..<texts.count { words.add(texts.range(index), &ids, &textEnds) }
            words.finish(&ids, &textEnds)
        }
    }

    func encodeWhole(_ text: Span<UInt8>, _ cache: EncodingCache, into ids: inout [Int32]) {
        encode(text, cache) { id, _, _ in ids.append(id) }
    }

    /// - Returns: whether the word can be encoded by itself.
    func make(
        _ word: UnsafeBufferPointer<UInt8>, _ cache: PieceCache, from score: Float, _ made: inout SentencePieceWord
    ) -> Bool {
        cache.normalized.removeAll(keepingCapacity: true)
        made.ids.removeAll(keepingCapacity: true)
        made.scores.removeAll(keepingCapacity: true)
        made.path.removeAll(keepingCapacity: true)
        guard normalizer.appendWord(word, to: &cache.normalized) else { return false }
        return cache.normalized.withUnsafeBufferPointer { text in
            switch model {
            case .unigram(let model):
                (made.end, made.reach) = model.encode(text, from: score) { made.path.append(($0, $1, $2)) }
                made.path.reverse()
                for piece in made.path { made.scores.append(model.score(of: piece.id)) }
            case .bpe(let model):
                model.encode(text, cache.merger) { made.path.append(($0, $1, $2)) }
                made.reach = .infinity
            case .word, .character: return false
            }
            // An unknown piece at the beginning may be one with the end of the word before.
            if made.path.first?.id == unknown { return false }
            var unknownEnd = -1
            for (start, end, id) in made.path {
                spell(text, start, end, id, &unknownEnd) { id, _ in made.ids.append(id) }
            }
            if unknownEnd >= 0 { made.ids.append(unknown) }
            return true
        }
    }
}
