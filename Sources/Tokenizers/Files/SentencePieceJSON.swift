internal import Records

/// A SentencePiece model as a `tokenizer.json`. The ids are the model's on all but very rare text: Hugging Face tries
/// the precompiled charsmap on whole graphemes, and ranks pairs where SentencePiece ranks the pieces they make.
struct SentencePieceJSON {
    private let proto: SentencePieceProto

    /// - Throws: for what a `tokenizer.json` has no component for.
    init(_ proto: SentencePieceProto) throws(DataError) {
        func refuse(_ what: String) -> DataError {
            DataError("a tokenizer.json cannot hold \(what)", mend: "keep the .model")
        }
        if proto.treatsSpaceAsSuffix { throw refuse("spaces at the ends of words") }
        if !proto.escapesSpaces { throw refuse("spaces that are not written ▁") }
        if proto.pieces.contains(where: { $0.type == .unused }) { throw refuse("unused pieces") }
        if proto.algorithm == .word { throw refuse("words that are one unknown token together") }
        if proto.addsDummyPrefix || proto.removesExtraSpaces, proto.pieces.contains(where: { $0.type == .userDefined })
        {
            // There every piece of text between symbols would be normalised by itself.
            throw refuse("user-defined symbols beside a space before the text, or where extra spaces go")
        }
        self.proto = proto
    }

    func value() -> JSONValue {
        Self.object(
            ("version", .string("1.0")), ("truncation", .null), ("padding", .null),
            ("added_tokens", .array(addedTokens)), ("normalizer", normalizer), ("pre_tokenizer", .null),
            ("post_processor", .null), ("decoder", decoder), ("model", proto.algorithm == .unigram ? unigram : bpe))
    }

    private static let space = "\u{2581}"

    private static func object(_ members: (String, JSONValue)...) -> JSONValue {
        .object(JSONObject(members.map { .init($0.0, $0.1) }))
    }

    private static func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

    private func name(_ id: Int) -> String { String(decoding: proto.pieces[id].name, as: UTF8.self) }

    private var unknown: Int { proto.pieces.firstIndex { $0.type == .unknown } ?? 0 }

    private var addedTokens: [JSONValue] {
        proto.pieces.indices.compactMap { id in
            let type = proto.pieces[id].type
            guard type == .unknown || type == .control || type == .userDefined else { return nil }
            var token = AddedToken(id: Int32(truncatingIfNeeded: id), content: name(id))
            token.isSpecial = type != .userDefined
            return TokenizerJSON.addedToken(token)
        }
    }

    private static func replace(_ kind: String, _ pattern: String, _ content: String) -> JSONValue {
        object(
            ("type", .string("Replace")), ("pattern", object((kind, .string(pattern)))), ("content", .string(content)))
    }

    private var normalizer: JSONValue {
        var steps: [JSONValue] = []
        if !proto.charsmap.isEmpty {
            steps.append(
                Self.object(
                    ("type", .string("Precompiled")), ("precompiled_charsmap", .string(Base64.encode(proto.charsmap)))))
        }
        if proto.removesExtraSpaces {
            // `^` and `$` would be the beginnings and ends of lines.
            steps += [Self.replace("Regex", #"\A +| +\z"#, ""), Self.replace("Regex", " {2,}", " ")]
        }
        if proto.addsDummyPrefix {
            steps.append(Self.object(("type", .string("Prepend")), ("prepend", .string(Self.space))))
        }
        steps.append(Self.replace("String", " ", Self.space))
        return Self.object(("type", .string("Sequence")), ("normalizers", .array(steps)))
    }

    private var decoder: JSONValue {
        var steps = [Self.replace("String", Self.space, " ")]
        if proto.fallsBackToBytes { steps.append(Self.object(("type", .string("ByteFallback")))) }
        steps.append(Self.object(("type", .string("Fuse"))))
        if proto.addsDummyPrefix {
            steps.append(
                Self.object(
                    ("type", .string("Strip")), ("content", .string(" ")), ("start", Self.number(1)),
                    ("stop", Self.number(0))))
        }
        return Self.object(("type", .string("Sequence")), ("decoders", .array(steps)))
    }

    private var unigram: JSONValue {
        Self.object(
            ("type", .string("Unigram")), ("unk_id", Self.number(unknown)),
            (
                "vocab",
                .array(
                    proto.pieces.indices.map {
                        .array([
                            .string(name($0)), JSONNumber(Double(proto.pieces[$0].score)).map { .number($0) } ?? .null,
                        ])
                    })
            ), ("byte_fallback", .bool(proto.fallsBackToBytes)))
    }

    private var bpe: JSONValue {
        Self.object(
            ("type", .string("BPE")), ("dropout", .null), ("unk_token", .string(name(unknown))),
            ("continuing_subword_prefix", .null), ("end_of_word_suffix", .null), ("fuse_unk", .bool(true)),
            ("byte_fallback", .bool(proto.fallsBackToBytes)), ("ignore_merges", .bool(false)),
            ("vocab", .object(JSONObject(proto.pieces.indices.map { .init(name($0), Self.number($0)) }))),
            ("merges", .array(merges.map { .array([.string(name($0.first)), .string(name($0.second))]) })))
    }

    /// Every two pieces that make a third, that of the best score first; a model of characters has none.
    private var merges: [(first: Int, second: Int)] {
        if proto.algorithm == .char { return [] }
        var ids: [[UInt8]: Int] = [:]
        for (id, piece) in proto.pieces.enumerated() where piece.type == .normal || piece.type == .userDefined {
            ids[piece.name] = id
        }
        var found: [(first: Int, second: Int)] = []
        let order = proto.pieces.indices.filter { proto.pieces[$0].type == .normal }
            .sorted {
                proto.pieces[$0].score != proto.pieces[$1].score
                    ? proto.pieces[$0].score > proto.pieces[$1].score : $0 < $1
            }
        for id in order {
            let piece = proto.pieces[id].name
            for cut in piece.indices.dropFirst() where piece[cut] & 0xC0 != 0x80 {
                if let first = ids[Array(piece[..<cut])], let second = ids[Array(piece[cut...])] {
                    found.append((first, second))
                }
            }
        }
        return found
    }
}
