internal import Records

/// BERT's `vocab.txt`: a token a line, its id the line's number (google-research/bert, tokenization.py). A text is
/// lower-cased if the file has no capitals of its own.
enum BERTVocabulary {
    static func read(_ bytes: [UInt8], file: String) throws(DataError) -> Tokenizer {
        var names = TokenNames()
        var hasCapitals = false
        for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let name = line.last == 0x0D ? line.dropLast() : line
            if name.isEmpty { continue }
            guard names.insert(Array(name).span, id: Int32(truncatingIfNeeded: place)) else {
                throw DataError("a token is there twice", file: file, line: place + 1)
            }
            if name.first != UInt8(ascii: "["), name.contains(where: { (0x41...0x5A).contains($0) }) {
                hasCapitals = true
            }
        }
        guard let unknown = names.id(of: "[UNK]") else {
            throw DataError("the vocabulary has no [UNK]", file: file, mend: "check that this is a BERT vocabulary")
        }
        var added: [AddedToken] = []
        for name in ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] {
            if let id = names.id(of: name) { added.append(AddedToken(id: id, content: name)) }
        }
        let normalizer = BertNormalizer(lowercases: !hasCapitals)
        let pipeline = Pipeline(
            normalizer: .bert(normalizer), splitter: .bert,
            model: .wordPiece(WordPiece(names: names, unknown: unknown)),
            decoder: .wordPiece(prefix: Array("##".utf8), cleansUp: true), addedTokens: added)
        var frame = SpecialFrame()
        if let first = names.id(of: "[CLS]"), let last = names.id(of: "[SEP]") {
            frame = SpecialFrame(before: [first], after: [last])
        }
        return Tokenizer(
            .pipeline(pipeline), addedTokens: added,
            layout: TokenizerLayout(whole: whole(names, added, lowercases: !hasCapitals, frame: frame)), frame: frame)
    }

    /// The tokenizer.json that Hugging Face's `BertWordPieceTokenizer` would save.
    private static func whole(
        _ names: TokenNames, _ added: [AddedToken], lowercases: Bool, frame: SpecialFrame
    ) -> JSONValue {
        func object(_ members: (String, JSONValue)...) -> JSONValue {
            .object(JSONObject(members.map { .init($0.0, $0.1) }))
        }
        func number(_ id: Int32) -> JSONValue { .number(JSONNumber(Int(id))) }
        let vocabulary = (0..<Int32(truncatingIfNeeded: names.limit)).filter(names.has).map {
            JSONObject.Member(String(decoding: names.name($0), as: UTF8.self), number($0))
        }
        var post = JSONValue.null
        if let first = frame.before.first, let last = frame.after.first {
            post = object(
                ("type", .string("BertProcessing")), ("sep", .array([.string("[SEP]"), number(last)])),
                ("cls", .array([.string("[CLS]"), number(first)])))
        }
        return object(
            ("version", .string("1.0")), ("truncation", .null), ("padding", .null),
            ("added_tokens", .array(added.map(TokenizerJSON.addedToken))),
            (
                "normalizer",
                object(
                    ("type", .string("BertNormalizer")), ("clean_text", .bool(true)),
                    ("handle_chinese_chars", .bool(true)), ("strip_accents", .null), ("lowercase", .bool(lowercases)))
            ),
            ("pre_tokenizer", object(("type", .string("BertPreTokenizer")))), ("post_processor", post),
            ("decoder", object(("type", .string("WordPiece")), ("prefix", .string("##")), ("cleanup", .bool(true)))),
            (
                "model",
                object(
                    ("type", .string("WordPiece")), ("unk_token", .string("[UNK]")),
                    ("continuing_subword_prefix", .string("##")),
                    ("max_input_chars_per_word", .number(JSONNumber(100))), ("vocab", .object(JSONObject(vocabulary))))
            ))
    }
}
