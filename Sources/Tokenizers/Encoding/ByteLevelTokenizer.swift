internal import Records
internal import Text

/// Byte-level BPE at speed: immutable, for any number of threads. What changes while encoding is in the caller's
/// `EncodingCache`. A class so that handing it about costs one reference.
final class ByteLevelTokenizer: Sendable {
    /// What is done to a text before its bytes are merged.
    struct Preparation: Sendable {
        var pattern: PretokenPattern
        /// Whether a text that does not begin with a space is encoded as if it did.
        var addsPrefixSpace = false
        /// Whether a text is brought into NFC.
        var composes = false

        /// What is done to a text but to cut it, for files that cannot say so.
        var beyondPattern: String? {
            addsPrefixSpace ? "a space put before each text" : composes ? "that texts are brought into NFC" : nil
        }
    }

    let model: BPEModel
    let preparation: Preparation
    private let pretokenizer: Pretokenizer
    private let exact: AddedTokenMatcher
    private let normalized: AddedTokenMatcher
    private let isSpecial: Set<Int32>

    init(model: BPEModel, preparation: Preparation, addedTokens: [AddedToken]) {
        self.model = model
        self.preparation = preparation
        pretokenizer = Pretokenizer(preparation.pattern)
        exact = AddedTokenMatcher(addedTokens.filter { !$0.isNormalized })
        normalized = AddedTokenMatcher(
            addedTokens.filter { $0.isNormalized }.map { preparation.composes ? $0.composed : $0 })
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
                if goesAlone(cache) || exact.isPossible(in: range) || normalized.isPossible(in: range)
                    || !isComposed(UnsafeBufferPointer(rebasing: bytes[range]))
                {
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

    /// Whether texts cannot lie one after the other: an expression would look over their borders.
    private func goesAlone(_ cache: EncodingCache) -> Bool {
        if case .expression = preparation.pattern { return true }
        return preparation.addsPrefixSpace || cache.sampler != nil
    }

    /// Appends the ids of a text, and for each the bytes of the text that it stands for.
    func encode(
        _ text: Span<UInt8>, cache: EncodingCache, into ids: inout [Int32], ranges: inout [Range<Int>],
        specialTokens: Tokenizer.SpecialTokens
    ) {
        forEachBatch(text, cache, specialTokens) { batch, place in
            ids.append(contentsOf: batch)
            if place.isAdded { return ranges.append(place.origin(place.span)) }
            let (lower, upper) = (place.span.lowerBound, place.span.upperBound)
            var start = lower - max(0, batch.reduce(0) { $0 + byteCount(of: $1) } - place.span.count)
            for id in batch {
                let end = start + byteCount(of: id)
                // A space that was put before the text stands for its first character, if it is a token by itself.
                let range = max(start, lower)..<(end > lower ? min(end, upper) : place.firstCharacterEnd(text))
                ranges.append(place.origin(range))
                start = end
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

    /// Where the ids of a batch come from.
    private struct Place {
        /// Bytes of the text.
        var span: Range<Int>
        /// Whether the batch is one added token, whose spelling may be shorter or longer than the span.
        var isAdded = false
        /// The part of the text that the span is in, if it had to be composed, and where it begins.
        var composed: (part: ComposedText, start: Int)?

        /// Where the first character of the span ends.
        func firstCharacterEnd(_ text: Span<UInt8>) -> Int {
            let byte = composed?.part.bytes[span.lowerBound] ?? text[span.lowerBound]
            return min(span.upperBound, span.lowerBound + SentencePieceUnigram.characterLength(byte))
        }

        func origin(_ range: Range<Int>) -> Range<Int> {
            guard let composed else { return range }
            let origin = composed.part.origin(range)
            return origin.lowerBound + composed.start..<origin.upperBound + composed.start
        }
    }

    /// Gives the ids piece by piece.
    @inline(__always)
    private func forEachBatch(
        _ text: Span<UInt8>, _ cache: EncodingCache, _ specialTokens: Tokenizer.SpecialTokens,
        _ body: (UnsafeBufferPointer<Int32>, Place) -> Void
    ) {
        let merger = cache.merger(for: model.tables)
        text.withUnsafeBufferPointer { bytes in
            if exact.isAbsent(bytes) && normalized.isAbsent(bytes) && isComposed(bytes) {
                return encodePlain(bytes, 0..<bytes.count, cache, merger) { body($0, Place(span: $1)) }
            }
            forEachSegment(bytes, specialTokens) { part, place, id in
                if var id {
                    withUnsafePointer(to: &id) { body(UnsafeBufferPointer(start: $0, count: 1), place) }
                } else {
                    encodePlain(part, place.span, cache, merger) {
                        body($0, Place(span: $1, composed: place.composed))
                    }
                }
            }
        }
    }

    private func isComposed(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        !preparation.composes || Composition.isComposed(text.span)
    }

    /// Cuts a text at its added tokens: those of the raw text first, then the others in what is left, which is composed
    /// by then. Gives the text that a place is in.
    private func forEachSegment(
        _ text: UnsafeBufferPointer<UInt8>, _ specialTokens: Tokenizer.SpecialTokens,
        _ body: (UnsafeBufferPointer<UInt8>, Place, _ id: Int32?) -> Void
    ) {
        Self.cut(text, 0..<text.count, exact, specialTokens) { range, id in
            let part = UnsafeBufferPointer(rebasing: text[range])
            if id != nil {
                body(text, Place(span: range, isAdded: true), id)
            } else if isComposed(part) {
                Self.cut(text, range, normalized, specialTokens) { body(text, Place(span: $0, isAdded: $1 != nil), $1) }
            } else {
                let composed = ComposedText(part)
                composed.bytes.withUnsafeBufferPointer { bytes in
                    Self.cut(bytes, 0..<bytes.count, normalized, specialTokens) {
                        let place = Place(span: $0, isAdded: $1 != nil, composed: (composed, range.lowerBound))
                        body(bytes, place, $1)
                    }
                }
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
        guard preparation.addsPrefixSpace, let first = plain.first, first != UInt8(ascii: " ") else {
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
        pretokenizer.withSeen(scanned) { encode(scanned, seenAs: $0, cache, merger, body) }
    }

    @inline(__always)
    private func encode(
        _ scanned: ScannedText, seenAs seen: ScannedText, _ cache: EncodingCache, _ merger: PieceMerger,
        _ body: (UnsafeBufferPointer<Int32>, Range<Int>) -> Void
    ) {
        var start = 0
        while start < scanned.count {
            let found = pretokenizer.nextEnds(seen, from: start, into: cache.ends)
            guard found > 0 else { return }
            let batch = UnsafeBufferPointer(rebasing: cache.ends[..<found])
            let span = start..<batch[found - 1]
            if let sampler = cache.sampler {
                var ids: [Int32] = []
                for end in batch {
                    ids += merger.sample(UnsafeBufferPointer(start: scanned.bytes + start, count: end - start), sampler)
                    start = end
                }
                ids.withUnsafeBufferPointer { body($0, span) }
            } else {
                body(cache.encode(scanned, from: start, batch, merger), span)
            }
            start = span.upperBound
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

extension AddedToken {
    /// The token as it is in a text that was composed.
    fileprivate var composed: AddedToken {
        var token = self
        token.content = Array(content.utf8).withUnsafeBufferPointer {
            String(decoding: ComposedText($0).bytes, as: UTF8.self)
        }
        return token
    }
}
