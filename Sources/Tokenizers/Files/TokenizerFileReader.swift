internal import Records

/// Puts a tokenizer together from the members of a `tokenizer.json`, refusing what is not supported.
struct TokenizerFileReader {
    let root: JSONValue
    let file: String

    func tokenizer() throws(DataError) -> Tokenizer {
        for part in ["truncation", "padding", "normalizer"] {
            if let value = root[part], value != .null { throw refusal("the \(part) \(Self.name(value))") }
        }
        let (pattern, addsPrefixSpace) = try preTokenizer()
        let postProcessor = root["post_processor"] ?? .null
        if postProcessor != .null, !["ByteLevel", "TemplateProcessing"].contains(postProcessor["type"]?.string) {
            throw refusal("the post_processor \(Self.name(postProcessor))")
        }
        let decoder = root["decoder"] ?? .null
        if decoder != .null, decoder["type"]?.string != "ByteLevel" {
            throw refusal("the decoder \(Self.name(decoder))")
        }
        guard let model = root["model"] else { throw damaged("there is no model") }
        try checkSettings(model)
        let added = try addedTokens()
        let vocabulary = try vocabulary(model, added)
        let layout = TokenizerLayout(
            preTokenizer: root["pre_tokenizer"] ?? .null, postProcessor: postProcessor, decoder: decoder)
        return Tokenizer(
            model: try BPEModel(
                vocabulary: vocabulary, merges: try merges(model, vocabulary),
                ignoresMerges: model["ignore_merges"]?.bool == true),
            pattern: pattern, addsPrefixSpace: addsPrefixSpace, addedTokens: added, layout: layout)
    }

    private static func name(_ component: JSONValue) -> String { "'\(component["type"]?.string ?? component.text)'" }

    private func refusal(_ what: String) -> DataError {
        DataError(what + " is not supported", file: file, mend: "what can be read today is byte-level BPE")
    }

    func damaged(_ cause: String) -> DataError { DataError(cause, file: file) }

    /// ByteLevel, or a split by a known pattern and then ByteLevel.
    private func preTokenizer() throws(DataError) -> (PretokenPattern, addsPrefixSpace: Bool) {
        guard let part = root["pre_tokenizer"], part != .null else { throw refusal("no pre_tokenizer") }
        var steps = part["type"]?.string == "Sequence" ? part["pretokenizers"]?.array ?? [] : [part]
        guard let level = steps.popLast(), level["type"]?.string == "ByteLevel" else {
            throw refusal("the pre_tokenizer \(Self.name(part))")
        }
        let addsPrefixSpace = level["add_prefix_space"]?.bool ?? true
        if level["use_regex"]?.bool ?? true {
            if let split = steps.first { throw refusal("the pre_tokenizer \(Self.name(split)) before ByteLevel's own") }
            return (.gpt2, addsPrefixSpace)
        }
        guard steps.count == 1, !addsPrefixSpace else {
            throw refusal(addsPrefixSpace ? "add_prefix_space after a split" : "ByteLevel without any pattern")
        }
        return (try splitPattern(steps[0]), false)
    }

    private func splitPattern(_ split: JSONValue) throws(DataError) -> PretokenPattern {
        guard split["type"]?.string == "Split" else { throw refusal("the pre_tokenizer \(Self.name(split))") }
        // The patterns match every character: to remove what is between matches, or to keep it, is the same.
        let (behaviour, inverts) = (split["behavior"]?.string ?? "", split["invert"]?.bool ?? false)
        guard (behaviour == "Isolated" && !inverts) || (behaviour == "Removed" && inverts) else {
            throw refusal("a Split that is \(behaviour) with invert \(inverts)")
        }
        let expression = split["pattern"]?["Regex"]?.string ?? split["pattern"]?.text ?? ""
        guard let pattern = PretokenPattern(expression: expression) else {
            throw refusal("the pattern \(expression)")
        }
        return pattern
    }

    private func checkSettings(_ model: JSONValue) throws(DataError) {
        guard model["type"]?.string ?? "BPE" == "BPE" else { throw refusal("the model \(Self.name(model))") }
        for part in ["dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix"] {
            if let value = model[part], value != .null, value != .string("") { throw refusal("the model's \(part)") }
        }
        for part in ["fuse_unk", "byte_fallback"] where model[part]?.bool == true {
            throw refusal("the model's \(part)")
        }
    }
}
