internal import Records

/// Byte-level BPE with one of the known patterns, at speed: immutable, for any number of threads. What changes while
/// encoding is in the caller's `EncodingCache`. A class so that handing it about costs one reference.
final class ByteLevelTokenizer: Sendable {
    let model: BPEModel
    let pretokenizer: Pretokenizer
    /// Whether a text that does not begin with a space is encoded as if it did.
    let addsPrefixSpace: Bool
    private let exact: AddedTokenMatcher
    private let normalized: AddedTokenMatcher
    private let isSpecial: Set<Int32>

    init(model: BPEModel, pattern: PretokenPattern, addsPrefixSpace: Bool = false, addedTokens: [AddedToken]) {
        self.model = model
        pretokenizer = Pretokenizer(pattern)
        self.addsPrefixSpace = addsPrefixSpace
        exact = AddedTokenMatcher(addedTokens.filter { !$0.isNormalized })
        normalized = AddedTokenMatcher(addedTokens.filter { $0.isNormalized })
        isSpecial = Set(addedTokens.filter(\.isSpecial).map(\.id))
    }

    /// Added tokens included.
    var vocabularySize: Int { model.vocabulary.count }

    /// The id of a token by its name, as tokenizer files spell it (`Ġthe`, `<|endoftext|>`).
    func id(ofToken name: String) -> Int32? { model.vocabulary.id(ofName: Array(name.utf8).span) }

    /// How tokenizer files spell a token; empty outside the vocabulary.
    func name(of id: Int32) -> String {
        let vocabulary = model.vocabulary
        guard id >= 0, id < vocabularySize, !vocabulary.isGap(Int(id)) else { return "" }
        return vocabulary.name(Int(id)).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// Length in bytes of what a token stands for; 0 outside the vocabulary.
    func byteCount(of id: Int32) -> Int {
        id >= 0 && id < vocabularySize ? model.vocabulary.tokens.range(Int(id)).count : 0
    }

    /// Appends the ids of a text.
    func encode(
        _ text: Span<UInt8>, cache: EncodingCache, into ids: inout [Int32], specialTokens: Tokenizer.SpecialTokens
    ) {
        forEachBatch(text, cache, specialTokens) { batch, _ in ids.append(contentsOf: batch) }
    }

    /// Appends the ids of texts, and for each text where its ids end.
    func encode(
        _ texts: ByteColumn, cache: EncodingCache, into ids: inout [Int32], textEnds: inout [Int],
        specialTokens: Tokenizer.SpecialTokens
    ) {
        let merger = cache.merger(for: model.tables)
        texts.bytes.withUnsafeBufferPointer { bytes in
            var plain = PlainTexts(bytes, cache, merger, pretokenizer)
            var exact = AddedTokenStarts(exact, bytes)
            var normalized = AddedTokenStarts(normalized, bytes)
            for index in 0..<texts.count {
                let range = texts.range(index)
                if addsPrefixSpace || exact.isPossible(in: range) || normalized.isPossible(in: range) {
                    plain.finish(&ids, &textEnds)
                    encode(texts[index], cache: cache, into: &ids, specialTokens: specialTokens)
                    textEnds.append(ids.count)
                } else {
                    plain.add(range, &ids, &textEnds)
                }
            }
            plain.finish(&ids, &textEnds)
        }
    }

    /// Appends the ids of a text, and for each the byte of the text where it ends; it begins where the one before
    /// ended.
    func encode(
        _ text: Span<UInt8>, cache: EncodingCache, into ids: inout [Int32], ends: inout [Int],
        specialTokens: Tokenizer.SpecialTokens
    ) {
        forEachBatch(text, cache, specialTokens) { batch, span in
            ids.append(contentsOf: batch)
            if batch.count == 1 { return ends.append(span.upperBound) }
            // A space that was put before the text stands for its first character, if it is a token by itself.
            let first = min(span.count, SentencePieceUnigram.characterLength(text[span.lowerBound]))
            var end = span.lowerBound - max(0, batch.reduce(0) { $0 + byteCount(of: $1) } - span.count)
            for id in batch {
                end += byteCount(of: id)
                ends.append(end > span.lowerBound ? min(end, span.upperBound) : span.lowerBound + first)
            }
        }
    }

    /// How many tokens a text is.
    func countTokens(
        _ text: Span<UInt8>, cache: EncodingCache, specialTokens: Tokenizer.SpecialTokens
    ) -> Int {
        var count = 0
        forEachBatch(text, cache, specialTokens) { batch, _ in count += batch.count }
        return count
    }

    /// Gives the ids piece by piece, with the bytes of the text they stand for.
    @inline(__always)
    private func forEachBatch(
        _ text: Span<UInt8>, _ cache: EncodingCache, _ specialTokens: Tokenizer.SpecialTokens,
        _ body: (UnsafeBufferPointer<Int32>, Range<Int>) -> Void
    ) {
        let merger = cache.merger(for: model.tables)
        text.withUnsafeBufferPointer { bytes in
            if exact.isAbsent(bytes) && normalized.isAbsent(bytes) {
                return encodePlain(bytes, 0..<bytes.count, cache, merger, body)
            }
            forEachSegment(bytes, specialTokens) { segment, id in
                if var id {
                    withUnsafePointer(to: &id) { body(UnsafeBufferPointer(start: $0, count: 1), segment) }
                } else {
                    encodePlain(bytes, segment, cache, merger, body)
                }
            }
        }
    }

    /// Cuts a text at its added tokens: those of the raw text first, then the others in what is left.
    private func forEachSegment(
        _ text: UnsafeBufferPointer<UInt8>, _ specialTokens: Tokenizer.SpecialTokens,
        _ body: (Range<Int>, Int32?) -> Void
    ) {
        Self.cut(text, 0..<text.count, exact, specialTokens) { range, id in
            if id != nil || normalized.isEmpty {
                body(range, id)
            } else {
                Self.cut(text, range, normalized, specialTokens, body)
            }
        }
    }

    private static func cut(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ matcher: AddedTokenMatcher,
        _ specialTokens: Tokenizer.SpecialTokens, _ body: (Range<Int>, Int32?) -> Void
    ) {
        var plain = range.lowerBound
        var place = plain
        let text = UnsafeBufferPointer(rebasing: text[..<range.upperBound])
        while !matcher.isEmpty, let (match, next) = matcher.next(text, from: place, floor: plain) {
            place = next
            if match.isSpecial && specialTokens == .asText { continue }
            if plain < match.range.lowerBound { body(plain..<match.range.lowerBound, nil) }
            body(match.range, match.id)
            plain = match.range.upperBound
        }
        if plain < range.upperBound { body(plain..<range.upperBound, nil) }
    }

    @inline(__always)
    private func encodePlain(
        _ text: UnsafeBufferPointer<UInt8>, _ segment: Range<Int>, _ cache: EncodingCache, _ merger: PieceMerger,
        _ body: (UnsafeBufferPointer<Int32>, Range<Int>) -> Void
    ) {
        let plain = UnsafeBufferPointer(rebasing: text[segment])
        guard addsPrefixSpace, let first = plain.first, first != UInt8(ascii: " ") else {
            return encodeSegment(plain, cache, merger) {
                body($0, $1.lowerBound + segment.lowerBound..<$1.upperBound + segment.lowerBound)
            }
        }
        var spaced: [UInt8] = [UInt8(ascii: " ")]
        spaced.append(contentsOf: plain)
        spaced.withUnsafeBufferPointer { spaced in
            encodeSegment(spaced, cache, merger) {
                body($0, max(0, $1.lowerBound - 1) + segment.lowerBound..<$1.upperBound - 1 + segment.lowerBound)
            }
        }
    }

    @inline(__always)
    private func encodeSegment(
        _ plain: UnsafeBufferPointer<UInt8>, _ cache: EncodingCache, _ merger: PieceMerger,
        _ body: (UnsafeBufferPointer<Int32>, Range<Int>) -> Void
    ) {
        guard let base = plain.baseAddress else { return }
        let scanned = ScannedText(bytes: base, count: plain.count)
        var start = 0
        while start < scanned.count {
            let found = pretokenizer.nextEnds(scanned, from: start, into: cache.ends)
            guard found > 0 else { return }
            let batch = UnsafeBufferPointer(rebasing: cache.ends[..<found])
            body(cache.encode(scanned, from: start, batch, merger), start..<batch[found - 1])
            start = batch[found - 1]
        }
    }

    /// The bytes that ids stand for. An added token gives its content, where the peer garbles what is not ASCII in it.
    ///
    /// - Throws: for an id outside the vocabulary.
    func decode(_ ids: [Int32], skippingSpecial: Bool) throws(DataError) -> [UInt8] {
        var bytes: [UInt8] = []
        let tokens = model.vocabulary.tokens
        for id in ids {
            guard id >= 0, id < vocabularySize else {
                throw DataError(
                    "there is no token \(id)",
                    mend: "the ids are of another tokenizer: this one has \(vocabularySize) tokens")
            }
            if skippingSpecial && isSpecial.contains(id) { continue }
            tokens[Int(id)].withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}
