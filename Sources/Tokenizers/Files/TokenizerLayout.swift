internal import Records

/// The parts of a tokenizer.json that do not bear on ids, carried verbatim from the file read to the file written.
struct TokenizerLayout: Sendable {
    var normalizer: JSONValue = .null
    var preTokenizer: JSONValue = .null
    var postProcessor: JSONValue = .null
    var decoder: JSONValue = .null
    var truncation: JSONValue = .null
    var padding: JSONValue = .null
    /// Of the model.
    var dropout: JSONValue = .null
    /// The whole file, of a tokenizer that is a pipeline.
    var whole: JSONValue?

    /// Those of a file.
    init(parts root: JSONValue) {
        normalizer = root["normalizer"] ?? .null
        preTokenizer = root["pre_tokenizer"] ?? .null
        postProcessor = root["post_processor"] ?? .null
        decoder = root["decoder"] ?? .null
        truncation = root["truncation"] ?? .null
        padding = root["padding"] ?? .null
        dropout = root["model"]?["dropout"] ?? .null
    }

    init(whole: JSONValue) { self.whole = whole }

    /// As Hugging Face's users put a byte-level tokenizer together: GPT-2's pattern is ByteLevel's own, others are
    /// splits before it.
    init(pattern: PretokenPattern) {
        let level = Self.byteLevel(usesPattern: pattern == .gpt2)
        let splits = pattern.expressions.map { expression in
            JSONValue.object(
                JSONObject([
                    .init("type", .string("Split")),
                    .init("pattern", .object(JSONObject([.init("Regex", .string(expression))]))),
                    .init("behavior", .string("Isolated")), .init("invert", .bool(false)),
                ]))
        }
        let sequence = JSONObject([
            .init("type", .string("Sequence")), .init("pretokenizers", .array(splits + [level])),
        ])
        preTokenizer = pattern == .gpt2 ? level : .object(sequence)
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
