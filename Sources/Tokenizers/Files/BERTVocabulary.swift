internal import Records

/// BERT's `vocab.txt`: a token a line, its id the line's number (google-research/bert, tokenization.py). A text is
/// lower-cased if the file has no capitals of its own.
enum BERTVocabulary {
    private static let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

    static func read(_ bytes: [UInt8], file: String) throws(DataError) -> Tokenizer {
        var names = TokenNames()
        var hasCapitals = false
        for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let name = line.last == 0x0D ? line.dropLast() : line
            if name.isEmpty { continue }
            guard String(validating: name, as: UTF8.self) != nil else {
                throw DataError("a token is not UTF-8", file: file, line: place + 1)
            }
            guard names.insert(Array(name).span, id: Int32(truncatingIfNeeded: place)) else {
                throw DataError("a token is there twice", file: file, line: place + 1)
            }
            hasCapitals = hasCapitals || self.hasCapitals(name)
        }
        guard names.id(of: "[UNK]") != nil else {
            throw DataError("the vocabulary has no [UNK]", file: file, mend: "check that this is a BERT vocabulary")
        }
        var added: [AddedToken] = []
        for name in special {
            if let id = names.id(of: name) { added.append(AddedToken(id: id, content: name)) }
        }
        return try tokenizer(names, added, BertNormalizer(lowercases: !hasCapitals))
    }

    /// BERT's tokenizer with a vocabulary, `[UNK]` in it.
    static func tokenizer(
        _ names: TokenNames, _ added: [AddedToken], _ normalizer: BertNormalizer
    ) throws(DataError) -> Tokenizer {
        guard let unknown = names.id(of: "[UNK]") else { throw DataError("the vocabulary has no [UNK]") }
        let pipeline = Pipeline(
            normalizer: .bert(normalizer), splitter: .bert,
            model: .wordPiece(WordPiece(names: names, unknown: unknown)),
            decoder: .wordPiece(prefix: Array("##".utf8), cleansUp: true), addedTokens: added)
        let frame = frame(names)
        return Tokenizer(
            .pipeline(pipeline), addedTokens: added,
            layout: TokenizerLayout(whole: whole(names, added, normalizer, frame: frame)), frame: frame)
    }

    private static func hasCapitals(_ name: some Collection<UInt8>) -> Bool {
        name.first != UInt8(ascii: "[") && name.contains { (0x41...0x5A).contains($0) }
    }

    /// The file of a tokenizer that is BERT's in all but its vocabulary.
    ///
    /// - Throws: naming what is not BERT's.
    static func write(_ tokenizer: Tokenizer) throws(DataError) -> [UInt8] {
        func refusal(_ what: String) -> DataError {
            DataError("a vocab.txt cannot hold \(what)", mend: "write a tokenizer.json")
        }
        guard case .pipeline(let pipeline) = tokenizer.engine, case .wordPiece(let model) = pipeline.model else {
            throw refusal("a model that is not WordPiece")
        }
        guard case .bert(let normalizer)? = pipeline.normalizer, normalizer.cleansText,
            normalizer.separatesIdeographs, normalizer.stripsAccents ?? normalizer.lowercases == normalizer.lowercases
        else { throw refusal("a normalizer that is not BERT's, or one with its own settings") }
        guard case .bert? = pipeline.splitter else { throw refusal("a pre_tokenizer that is not BERT's") }
        guard model.prefix == Array("##".utf8), model.longestWord == 100 else {
            throw refusal("another prefix than ##, or another longest word than 100")
        }
        var out: [UInt8] = []
        var capital: [UInt8]?
        for id in 0..<Int32(truncatingIfNeeded: pipeline.vocabularySize) {
            let name = model.names.name(id)
            guard !name.isEmpty, !name.contains(0x0A), name.last != 0x0D else {
                throw refusal("the id \(id), whose token is not in the vocab or not one line")
            }
            if hasCapitals(name) { capital = capital ?? name }
            out += name + [0x0A]
        }
        if normalizer.lowercases, let capital {
            throw refusal("lower-casing beside the token '\(String(decoding: capital, as: UTF8.self))'")
        }
        if !normalizer.lowercases && capital == nil { throw refusal("texts left in capitals without a token of some") }
        guard model.names.id(of: "[UNK]") == model.unknown else { throw refusal("an unk_token that is not [UNK]") }
        let expected = special.compactMap { name in model.names.id(of: name).map { AddedToken(id: $0, content: name) } }
        let read = expected.sorted { $0.id < $1.id }
        if let other = tokenizer.addedTokens.first(where: { !read.contains($0) }) {
            throw refusal("the added token '\(other.content)' as it is")
        }
        if let missing = read.first(where: { !tokenizer.addedTokens.contains($0) }) {
            throw refusal("the token '\(missing.content)' as text")
        }
        guard tokenizer.frame == frame(model.names) else {
            throw refusal("other special tokens around a text than [CLS] and [SEP]")
        }
        return out
    }

    private static func frame(_ names: TokenNames) -> SpecialFrame {
        guard let first = names.id(of: "[CLS]"), let last = names.id(of: "[SEP]") else { return SpecialFrame() }
        return SpecialFrame(before: [first], after: [last])
    }

    /// The tokenizer.json that Hugging Face's `BertWordPieceTokenizer` would save.
    private static func whole(
        _ names: TokenNames, _ added: [AddedToken], _ normalizer: BertNormalizer, frame: SpecialFrame
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
                    ("handle_chinese_chars", .bool(true)),
                    ("strip_accents", normalizer.stripsAccents.map { .bool($0) } ?? .null),
                    ("lowercase", .bool(normalizer.lowercases)))
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
