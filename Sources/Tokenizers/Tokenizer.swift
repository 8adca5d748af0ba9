package import Records

/// A tokenizer: immutable, for any number of threads. What changes while encoding is in the caller's `EncodingCache`.
package struct Tokenizer: Sendable {
    /// What is done with special tokens that occur in a text.
    package enum SpecialTokens: Sendable {
        /// They become their ids, as by default with the peer.
        case recognised
        /// They are text like any other (the peer's `encode_special_tokens`).
        case asText
    }

    enum Engine: Sendable {
        case byteLevel(ByteLevelTokenizer)
        case pipeline(Pipeline)
        case sentencePiece(SentencePiece)
    }

    let engine: Engine
    /// By id.
    package let addedTokens: [AddedToken]
    let layout: TokenizerLayout
    /// Special tokens around a text, on demand.
    let frame: SpecialFrame
    let limits: Limits

    /// A tokenizer as training makes it.
    package init(model: BPEModel, pattern: PretokenPattern, specialTokens: [String]) {
        let added = specialTokens.compactMap { name -> AddedToken? in
            let id = model.vocabulary.id(ofName: Array(name.utf8).span)
            return id.map { AddedToken(id: $0, content: name) }
        }
        self.init(
            .byteLevel(
                ByteLevelTokenizer(model: model, preparation: .init(pattern: pattern), addedTokens: added)),
            addedTokens: added, layout: TokenizerLayout(pattern: pattern))
    }

    init(
        _ engine: Engine, addedTokens: [AddedToken], layout: TokenizerLayout, frame: SpecialFrame = SpecialFrame(),
        limits: Limits = Limits()
    ) {
        self.engine = engine
        self.addedTokens = addedTokens.sorted { $0.id < $1.id }
        self.layout = layout
        self.frame = frame
        self.limits = limits
    }

    /// One more than the highest id, added tokens included.
    package var vocabularySize: Int {
        switch engine {
        case .byteLevel(let tokenizer): tokenizer.vocabularySize
        case .pipeline(let pipeline): pipeline.vocabularySize
        case .sentencePiece(let model): model.proto.pieces.count
        }
    }

    /// The id of a token by its name, as tokenizer files spell it (`Ġthe`, `<|endoftext|>`).
    package func id(ofToken name: String) -> Int32? {
        switch engine {
        case .byteLevel(let tokenizer): tokenizer.id(ofToken: name)
        case .pipeline(let pipeline): pipeline.id(of: Array(name.utf8))
        case .sentencePiece(let model): model.names.id(of: name)
        }
    }

    /// How tokenizer files spell a token; empty outside the vocabulary.
    package func name(of id: Int32) -> String {
        switch engine {
        case .byteLevel(let tokenizer): tokenizer.name(of: id)
        case .pipeline(let pipeline): String(decoding: pipeline.name(of: id), as: UTF8.self)
        case .sentencePiece(let model): String(decoding: model.names.name(id), as: UTF8.self)
        }
    }

    /// Appends the ids of a text, neither framed nor cut: what training data is made of.
    package func encode(
        _ text: Span<UInt8>, cache: EncodingCache, into ids: inout [Int32], specialTokens: SpecialTokens = .recognised
    ) {
        switch engine {
        case .byteLevel(let tokenizer): tokenizer.encode(text, cache: cache, into: &ids, specialTokens: specialTokens)
        case .pipeline(let pipeline): pipeline.encode(text, specialTokens, cache.sampler) { id, _ in ids.append(id) }
        case .sentencePiece(let model): model.encode(text, cache, into: &ids)
        }
    }

    /// Appends the ids of texts, one after the other, and for each text where its ids end.
    package func encode(
        _ texts: ByteColumn, cache: EncodingCache, into ids: inout [Int32], textEnds: inout [Int],
        specialTokens: SpecialTokens = .recognised
    ) {
        switch engine {
        case .byteLevel(let tokenizer):
            tokenizer.encode(texts, cache: cache, into: &ids, textEnds: &textEnds, specialTokens: specialTokens)
        case .pipeline(let pipeline):
            for index in 0..<texts.count {
                pipeline.encode(texts[index], specialTokens, cache.sampler) { id, _ in ids.append(id) }
                textEnds.append(ids.count)
            }
        case .sentencePiece(let model): model.encode(texts, cache, into: &ids, textEnds: &textEnds)
        }
    }

    /// Appends the ids of a text, and for each the bytes of the text that it stands for: of part of a character all of
    /// it, unless the bytes are the text's own.
    package func encode(
        _ text: Span<UInt8>, cache: EncodingCache, into ids: inout [Int32], ranges: inout [Range<Int>],
        specialTokens: SpecialTokens = .recognised
    ) {
        switch engine {
        case .byteLevel(let tokenizer):
            tokenizer.encode(text, cache: cache, into: &ids, ranges: &ranges, specialTokens: specialTokens)
        case .pipeline(let pipeline):
            pipeline.encode(text, specialTokens, cache.sampler) { id, range in
                ids.append(id)
                ranges.append(range)
            }
        case .sentencePiece(let model):
            var start: Int?
            model.encode(text, cache, wantsOrigins: true) { id, end, origins in
                ids.append(id)
                let last = Int(origins[end])
                ranges.append((start ?? Int(origins[0]))..<last)
                start = last
            }
        }
    }

    /// Whether `frame` changes anything.
    package var frames: Bool { frame != SpecialFrame() || limits.maximum != nil || limits.padding != nil }

    /// Puts the special tokens of the file's post-processor around the ids of a text, and cuts and pads them as the file
    /// says: what the peer's `encode` does by default.
    package func frame(_ ids: [Int32]) -> [Int32] {
        framed(ids, before: frame.before, after: frame.after, filler: limits.padding?.token ?? 0)
    }

    /// The same of the ranges of the ids; what is put around a text stands for none of its bytes.
    package func frame(_ ranges: [Range<Int>]) -> [Range<Int>] {
        framed(ranges, before: frame.before.map { _ in 0..<0 }, after: frame.after.map { _ in 0..<0 }, filler: 0..<0)
    }

    /// How many ids `frame` makes of so many.
    package func framedCount(_ count: Int) -> Int {
        let reserved = frame.before.count + frame.after.count
        return limits.padded(limits.kept(of: count, reserved: reserved).count + reserved)
    }

    private func framed<Element>(_ elements: [Element], before: [Element], after: [Element], filler: Element)
        -> [Element]
    {
        let kept = limits.kept(of: elements.count, reserved: before.count + after.count)
        let framed = before + elements[kept] + after
        let padding = [Element](repeating: filler, count: limits.padded(framed.count) - framed.count)
        return limits.padding?.isLeft == true ? padding + framed : framed + padding
    }

    /// How many tokens a text is.
    package func countTokens(
        _ text: Span<UInt8>, cache: EncodingCache, specialTokens: SpecialTokens = .recognised
    ) -> Int {
        switch engine {
        case .byteLevel(let tokenizer):
            return tokenizer.countTokens(text, cache: cache, specialTokens: specialTokens)
        case .pipeline(let pipeline):
            var count = 0
            pipeline.encode(text, specialTokens, cache.sampler) { _, _ in count += 1 }
            return count
        case .sentencePiece(let model):
            var ids: [Int32] = []
            model.encode(text, cache, into: &ids)
            return ids.count
        }
    }

    /// The bytes that ids stand for.
    ///
    /// - Throws: for an id outside the vocabulary.
    package func decode(_ ids: [Int32], skippingSpecial: Bool = false) throws(DataError) -> [UInt8] {
        switch engine {
        case .byteLevel(let tokenizer):
            if layout.decoder == .null { return try decodeNames(ids, skippingSpecial: skippingSpecial) }
            return try tokenizer.decode(ids, skippingSpecial: skippingSpecial)
        case .pipeline(let pipeline):
            try check(ids)
            return pipeline.decode(ids, skippingSpecial: skippingSpecial)
        case .sentencePiece(let model):
            try check(ids)
            return model.decode(ids, skippingSpecial: skippingSpecial)
        }
    }

    /// What a file without a decoder makes of ids: their names with spaces between.
    private func decodeNames(_ ids: [Int32], skippingSpecial: Bool) throws(DataError) -> [UInt8] {
        try check(ids)
        let skipped = skippingSpecial ? Set(addedTokens.filter(\.isSpecial).map(\.id)) : []
        let names = ids.filter { !skipped.contains($0) }.map { Array(name(of: $0).utf8) }
        return Array(names.filter { !$0.isEmpty }.joined(separator: [0x20]))
    }

    private func check(_ ids: [Int32]) throws(DataError) {
        guard let wrong = ids.first(where: { $0 < 0 || $0 >= vocabularySize }) else { return }
        throw DataError(
            "there is no token \(wrong)",
            mend: "the ids are of another tokenizer: this one has \(vocabularySize) tokens")
    }
}
