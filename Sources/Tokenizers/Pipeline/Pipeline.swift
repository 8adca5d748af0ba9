internal import Records

/// A tokenizer put together from components, as Hugging Face's files describe it: added tokens, normalizer,
/// pre-tokenizer, model, decoder. What byte-level BPE is goes by the faster `ByteLevelTokenizer`.
final class Pipeline: Sendable {
    let normalizer: Normalizer?
    let splitter: PieceSplitter?
    let model: TokenModel
    let decoder: TokenDecoder?
    /// Tokens found in the text as it is, and those found in the normalised one.
    private let exact: AddedTokenTree
    private let normalized: AddedTokenTree
    private let added: [Int32: AddedToken]
    /// How added tokens are spelled in decoded text: those found in normalised text as they are there.
    private let spellings: [Int32: [UInt8]]

    init(
        normalizer: Normalizer?, splitter: PieceSplitter?, model: TokenModel, decoder: TokenDecoder?,
        addedTokens: [AddedToken]
    ) {
        self.normalizer = normalizer
        self.splitter = splitter
        self.model = model
        self.decoder = decoder
        var (exact, normalized) = (AddedTokenTree(), AddedTokenTree())
        var spellings: [Int32: [UInt8]] = [:]
        for token in addedTokens {
            spellings[token.id] = Array(token.content.utf8)
            guard token.isNormalized else {
                exact.insert(token.content.points, token)
                continue
            }
            var text = AlignedText(Array(token.content.utf8).span)
            normalizer?.apply(&text)
            normalized.insert(text.units.map(\.point), token)
            spellings[token.id] = text.bytes
        }
        self.exact = exact
        self.normalized = normalized
        self.spellings = spellings
        added = Dictionary(addedTokens.map { ($0.id, $0) }) { first, _ in first }
    }

    /// One more than the highest id.
    var vocabularySize: Int { max(model.names.limit, Int(added.keys.max() ?? -1) + 1) }

    func name(of id: Int32) -> [UInt8] { added[id].map { Array($0.content.utf8) } ?? model.names.name(id) }

    func id(of name: [UInt8]) -> Int32? {
        model.names.id(of: name) ?? added.first { Array($0.value.content.utf8) == name }?.key
    }

    /// Gives the tokens of a text in order, with the bytes of the text they stand for.
    func encode(
        _ text: Span<UInt8>, _ policy: Tokenizer.SpecialTokens, _ sampler: Sampler?,
        _ body: (_ id: Int32, _ range: Range<Int>) -> Void
    ) {
        for (part, token) in exact.cut(AlignedText(text), policy) {
            if let token {
                body(token.id, Self.range(part, 0..<part.count))
                continue
            }
            var part = part
            normalizer?.apply(&part)
            for (rest, token) in normalized.cut(part, policy) {
                if let token {
                    body(token.id, Self.range(rest, 0..<rest.count))
                } else {
                    encodePlain(rest, sampler, body)
                }
            }
        }
    }

    private func encodePlain(_ text: AlignedText, _ sampler: Sampler?, _ body: (Int32, Range<Int>) -> Void) {
        var pieces = [text]
        splitter?.apply(&pieces)
        for piece in pieces {
            var units: [Int32] = []
            var bytes: [UInt8] = []
            for (place, unit) in piece.units.enumerated() {
                AlignedText.append(unit.point, to: &bytes)
                while units.count < bytes.count { units.append(Int32(truncatingIfNeeded: place)) }
            }
            var start = 0
            for token in model.tokens(bytes, sampler) {
                let end = min(start + token.length, bytes.count)
                // A token of a part of a character stands for the whole of it.
                let range = start < end ? Int(units[start])..<Int(units[end - 1]) + 1 : 0..<0
                body(token.id, Self.range(piece, range))
                start = end
            }
        }
    }

    /// Bytes of the original text.
    private static func range(_ text: AlignedText, _ range: Range<Int>) -> Range<Int> {
        guard let first = range.first, let last = range.last else { return 0..<0 }
        let start = Int(text.units[first].start)
        return start..<max(start, Int(text.units[last].end))
    }

    /// The text of ids; those without a token are left out.
    func decode(_ ids: [Int32], skippingSpecial: Bool) -> [UInt8] {
        var tokens: [[UInt8]] = []
        for id in ids where added[id] != nil || model.names.has(id) {
            if skippingSpecial && added[id]?.isSpecial == true { continue }
            tokens.append(spellings[id] ?? name(of: id))
        }
        guard let decoder else { return Array(tokens.joined(separator: [0x20])) }
        return Array(decoder.apply(tokens).joined())
    }
}
