internal import Records

/// The parts of a tokenizer.json that do not bear on ids, carried verbatim from the file read to the file written.
struct TokenizerLayout: Sendable {
    var preTokenizer: JSONValue = .null
    var postProcessor: JSONValue = .null
    var decoder: JSONValue = .null
    var truncation: JSONValue = .null
    var padding: JSONValue = .null
    /// The whole file, of a tokenizer that is a pipeline.
    var whole: JSONValue?

    init(
        preTokenizer: JSONValue, postProcessor: JSONValue, decoder: JSONValue, truncation: JSONValue, padding: JSONValue
    ) {
        self.preTokenizer = preTokenizer
        self.postProcessor = postProcessor
        self.decoder = decoder
        self.truncation = truncation
        self.padding = padding
    }

    init(whole: JSONValue) { self.whole = whole }

    /// As Hugging Face's users put a byte-level tokenizer together: GPT-2's pattern is ByteLevel's own, others are a
    /// split before it.
    init(pattern: PretokenPattern) {
        self.init(expression: pattern.expression)
        if pattern == .gpt2 { preTokenizer = Self.byteLevel(usesPattern: true) }
    }

    /// A split by an expression, then ByteLevel.
    init(expression: String) {
        let level = Self.byteLevel(usesPattern: false)
        let split = JSONObject([
            .init("type", .string("Split")),
            .init("pattern", .object(JSONObject([.init("Regex", .string(expression))]))),
            .init("behavior", .string("Isolated")), .init("invert", .bool(false)),
        ])
        let sequence = JSONObject([
            .init("type", .string("Sequence")), .init("pretokenizers", .array([.object(split), level])),
        ])
        preTokenizer = .object(sequence)
        postProcessor = .null
        decoder = Self.byteLevel(usesPattern: true, addsPrefixSpace: true)
    }

    private static func byteLevel(usesPattern: Bool, addsPrefixSpace: Bool = false) -> JSONValue {
        .object(
            JSONObject([
                .init("type", .string("ByteLevel")), .init("add_prefix_space", .bool(addsPrefixSpace)),
                .init("trim_offsets", .bool(true)), .init("use_regex", .bool(usesPattern)),
            ]))
    }
}
