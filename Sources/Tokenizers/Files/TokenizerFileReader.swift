internal import Records

/// Puts a tokenizer together from the members of a `tokenizer.json`, refusing what is not known.
struct TokenizerFileReader {
    let root: JSONValue
    let file: String

    private static let members = [
        "version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder",
        "model",
    ]

    func tokenizer() throws(DataError) -> Tokenizer {
        guard let object = root.object, let model = root["model"] else {
            throw damaged("there is no model: this is not a tokenizer.json")
        }
        for member in object.members where !Self.members.contains(member.name) {
            throw damaged("the member '\(member.name)' is not known")
        }
        if let version = root["version"], version != .string("1.0") {
            throw damaged("the version \(version.text) is not 1.0")
        }
        let reader = try ModelReader(model, file: file)
        let added = try addedTokens()
        try checkIDs(added, model)
        let components = ComponentReader(file: file)
        let frame = try components.frame(root["post_processor"] ?? .null)
        let limits = try components.limits(
            truncation: root["truncation"] ?? .null, padding: root["padding"] ?? .null,
            reserved: frame.before.count + frame.after.count)
        let decoder = try components.decoder(root["decoder"] ?? .null)
        let splitter = try components.splitter(root["pre_tokenizer"] ?? .null)
        if let fast = try byteLevel(model, added, decoder) {
            let layout = TokenizerLayout(
                preTokenizer: root["pre_tokenizer"] ?? .null, postProcessor: root["post_processor"] ?? .null,
                decoder: root["decoder"] ?? .null, truncation: root["truncation"] ?? .null,
                padding: root["padding"] ?? .null)
            return Tokenizer(.byteLevel(fast), addedTokens: added, layout: layout, frame: frame, limits: limits)
        }
        let pipeline = Pipeline(
            normalizer: try components.normalizer(root["normalizer"] ?? .null),
            splitter: splitter, model: try reader.model(), decoder: decoder, addedTokens: added)
        return Tokenizer(
            .pipeline(pipeline), addedTokens: added, layout: TokenizerLayout(whole: root), frame: frame, limits: limits)
    }

    func damaged(_ cause: String) -> DataError { DataError(cause, file: file) }

    /// The fast form, if the file describes byte-level BPE with a known pattern and nothing else.
    private func byteLevel(
        _ model: JSONValue, _ added: [AddedToken], _ decoder: TokenDecoder?
    ) throws(DataError) -> ByteLevelTokenizer? {
        guard (root["normalizer"] ?? .null) == .null, let (pattern, addsPrefixSpace) = pretokenPattern,
            Self.isPlain(model), !added.contains(where: \.isWholeWord)
        else { return nil }
        switch decoder {
        case nil, .byteLevel: break
        default: return nil
        }
        guard let vocabulary = try vocabulary(model, added) else { return nil }
        return ByteLevelTokenizer(
            model: try BPEModel(
                vocabulary: vocabulary, merges: try merges(model, vocabulary),
                ignoresMerges: model["ignore_merges"]?.bool == true),
            pattern: pattern, addsPrefixSpace: addsPrefixSpace, addedTokens: added)
    }

    /// Of ByteLevel, or of a split by a known pattern and then ByteLevel.
    private var pretokenPattern: (PretokenPattern, addsPrefixSpace: Bool)? {
        guard let part = root["pre_tokenizer"], part != .null else { return nil }
        var steps = part["type"]?.string == "Sequence" ? part["pretokenizers"]?.array ?? [] : [part]
        guard let level = steps.popLast(), level["type"]?.string == "ByteLevel" else { return nil }
        let addsPrefixSpace = level["add_prefix_space"]?.bool ?? true
        if level["use_regex"]?.bool ?? true { return steps.isEmpty ? (.gpt2, addsPrefixSpace) : nil }
        guard steps.count == 1, !addsPrefixSpace else { return nil }
        let split = steps[0]
        // The patterns match every character: to remove what is between matches, or to keep it, is the same.
        let (behavior, inverts) = (split["behavior"]?.string ?? "", split["invert"]?.bool ?? false)
        guard split["type"]?.string == "Split",
            (behavior == "Isolated" && !inverts) || (behavior == "Removed" && inverts)
        else { return nil }
        let expression = split["pattern"]?["Regex"]?.string ?? ""
        return PretokenPattern(expression: expression).map { ($0, false) }
    }

    private static func isPlain(_ model: JSONValue) -> Bool {
        guard model["merges"] != nil, model["type"]?.string ?? "BPE" == "BPE" else { return false }
        let unset = ["dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix"].allSatisfy {
            [nil, .null, .string("")].contains(model[$0])
        }
        return unset && model["fuse_unk"]?.bool != true && model["byte_fallback"]?.bool != true
    }
}
