internal import Records

/// Encoding word by word, words met before from memory: where no piece reaches over the beginning of a word, all that
/// the text before a word does to it is to round its scores another way, and how much that may do is known.
extension SentencePiece {
    /// Appends the ids of a text.
    func encode(_ text: Span<UInt8>, _ cache: EncodingCache, into ids: inout [Int32]) {
        let before = ids.count
        let isDone =
            encodesWords && cache.sampler == nil
            && text.withUnsafeBufferPointer { encodeWords($0, cache.pieces(for: self), into: &ids) }
        if isDone { return }
        ids.removeLast(ids.count - before)
        encode(text, cache) { id, _, _ in ids.append(id) }
    }

    /// Returns false for a text that has to be looked at as a whole.
    private func encodeWords(
        _ text: UnsafeBufferPointer<UInt8>, _ cache: PieceCache, into ids: inout [Int32]
    ) -> Bool {
        guard let base = text.baseAddress else { return true }
        let scanned = ScannedText(bytes: base, count: text.count)
        var score: Float = 0
        var place = 0
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.roomForIDs) { room in
            guard let output = room.baseAddress else { return false }
            var written = 0
            while place < text.count {
                cache.words.makeRoom()
                var count = 0
                while count < cache.ranges.count, let word = nextWord(scanned, &place) {
                    cache.ranges[count] = word
                    count &+= 1
                }
                cache.findWords(count, in: scanned)
                for index in 0..<count {
                    let known = cache.known[index]
                    let isKnown = known.map { abs(score) <= $0.reach } ?? false
                    if !isKnown || written &+ WordEntries.maximumIDs &+ 4 > Self.roomForIDs {
                        ids.append(contentsOf: room[..<written])
                        written = 0
                    }
                    if let known, isKnown {
                        Self.copy(known, cache.words.pool, to: output, &written, &score)
                    } else {
                        let word = UnsafeBufferPointer(rebasing: text[cache.ranges[index]])
                        guard encode(word, isNew: known == nil, cache, &score, into: &ids) else { return false }
                    }
                }
            }
            ids.append(contentsOf: room[..<written])
            return true
        }
    }

    private static var roomForIDs: Int { 1024 }

    /// The next word from `place` on: without the space before it, but with others before that one if they count.
    @inline(__always)
    private func nextWord(_ text: ScannedText, _ place: inout Int) -> Range<Int>? {
        if place == text.count { return nil }
        var start = place
        if !proto.removesExtraSpaces && place > 0 { start &+= 1 }
        var end = start
        while end < text.count, text.byte(end) == 0x20 { end &+= 1 }
        if proto.removesExtraSpaces { start = end }
        place = text.spaceOrEnd(end)
        // Spaces at the end of a text are nothing where they do not count.
        return start == text.count && proto.removesExtraSpaces ? nil : start..<place
    }

    @inline(__always)
    private static func copy(
        _ word: WordEntries.Word, _ pool: UnsafeMutablePointer<UInt32>, to output: UnsafeMutablePointer<Int32>,
        _ written: inout Int, _ score: inout Float
    ) {
        let ids = pool + Int(word.start)
        let count = Int(word.idCount)
        var place = 0
        repeat {
            let four = UnsafeRawPointer(ids + place).loadUnaligned(as: SIMD4<Int32>.self)
            UnsafeMutableRawPointer(output + written + place).storeBytes(of: four, as: SIMD4<Int32>.self)
            place &+= 4
        } while place < count
        written &+= count
        for place in 0..<Int(word.scoreCount) { score += Float(bitPattern: ids[count &+ place]) }
    }

    /// Appends the ids of a word that is new, or is not known to be what it is by itself after such a score.
    private func encode(
        _ word: UnsafeBufferPointer<UInt8>, isNew: Bool, _ cache: PieceCache, _ score: inout Float,
        into ids: inout [Int32]
    ) -> Bool {
        if isNew {
            guard let made = make(word, cache, from: 0) else { return false }
            cache.words.insert(word, made)
            if abs(score) <= made.reach {
                ids += made.ids
                for piece in made.scores { score += piece }
                return true
            }
        }
        guard let made = make(word, cache, from: score) else { return false }
        ids += made.ids
        score = made.end
        return true
    }

    /// - Returns: nil for a word that cannot be encoded by itself.
    private func make(_ word: UnsafeBufferPointer<UInt8>, _ cache: PieceCache, from score: Float) -> SentencePieceWord?
    {
        cache.normalized.removeAll(keepingCapacity: true)
        guard normalizer.appendWord(word, to: &cache.normalized) else { return nil }
        var made = SentencePieceWord()
        cache.path.removeAll(keepingCapacity: true)
        let isWhole = cache.normalized.withUnsafeBufferPointer { text in
            switch model {
            case .unigram(let model):
                let found = model.encode(text, from: score) { cache.path.append(($0, $1, $2)) }
                cache.path.reverse()
                (made.end, made.reach) = (found.score, found.reach)
                made.scores = cache.path.map { model.score(of: $2) }
            case .bpe(let model):
                model.encode(text) { cache.path.append(($0, $1, $2)) }
                made.reach = .infinity
            case .word, .character: return false
            }
            // An unknown piece at the beginning may be one with the end of the word before.
            if cache.path.first?.id == unknown { return false }
            var unknownEnd = -1
            for (start, end, id) in cache.path {
                spell(text, start, end, id, &unknownEnd) { id, _ in made.ids.append(id) }
            }
            if unknownEnd >= 0 { made.ids.append(unknown) }
            return true
        }
        return isWhole ? made : nil
    }
}
