internal import Records

/// Puts a tokenizer together from the members of a `tokenizer.json`, refusing what is not known.
struct TokenizerFileReader {
    let root: JSONValue
    let file: String
    /// The names and merges of the model, if they were read before and are not in `root`.
    var scanned: ScannedModel?

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
        if let dropout = model["dropout"], dropout != .null {
            guard let probability = dropout.double, (0...1).contains(probability) else {
                throw damaged("the model's dropout is not between 0 and 1: \(dropout.text)")
            }
        }
        let reader = try ModelReader(model, file: file)
        let added = try addedTokens()
        if scanned == nil { try checkIDs(added, model) }
        let components = ComponentReader(file: file)
        let frame = try components.frame(root["post_processor"] ?? .null)
        let limits = try components.limits(
            truncation: root["truncation"] ?? .null, padding: root["padding"] ?? .null,
            reserved: frame.before.count + frame.after.count)
        let decoder = try components.decoder(root["decoder"] ?? .null)
        let normalizer = try components.normalizer(root["normalizer"] ?? .null)
        let splitter = try components.splitter(root["pre_tokenizer"] ?? .null)
        if let fast = try byteLevel(model, added, normalizer, decoder) {
            return Tokenizer(
                .byteLevel(fast), addedTokens: added, layout: TokenizerLayout(parts: root), frame: frame, limits: limits
            )
        }
        let pipeline = Pipeline(
            normalizer: normalizer, splitter: splitter, model: try reader.model(), decoder: decoder, addedTokens: added)
        return Tokenizer(
            .pipeline(pipeline), addedTokens: added, layout: TokenizerLayout(whole: root), frame: frame, limits: limits)
    }

    func damaged(_ cause: String) -> DataError { DataError(cause, file: file) }

    /// The fast form, if the file describes byte-level BPE after one pattern, perhaps with NFC before it, and nothing else.
    private func byteLevel(
        _ model: JSONValue, _ added: [AddedToken], _ normalizer: Normalizer?, _ decoder: TokenDecoder?
    ) throws(DataError) -> ByteLevelTokenizer? {
        guard let composes = Self.composes(normalizer), Self.isPlain(model), !added.contains(where: \.isWholeWord),
            var preparation = try preparation()
        else { return nil }
        preparation.composes = composes
        switch decoder {
        case nil, .byteLevel: break
        default: return nil
        }
        let listed =
            if let scanned { Vocabulary(names: scanned.names, added: added) } else { try vocabulary(model, added) }
        guard let vocabulary = listed else { return nil }
        let merges = if let scanned { scanned.merges } else { try merges(model, vocabulary) }
        return ByteLevelTokenizer(
            model: try BPEModel(
                vocabulary: vocabulary, merges: merges,
                ignoresMerges: model["ignore_merges"]?.bool == true),
            preparation: preparation, addedTokens: added)
    }

    /// Whether a normalizer is NFC, or none; nil for others.
    static func composes(_ normalizer: Normalizer?) -> Bool? {
        switch normalizer {
        case nil: return false
        case .form(.nfc): return true
        case .sequence(let steps) where steps.count < 2: return composes(steps.first)
        default: return nil
        }
    }

    /// Of ByteLevel, or of splits by a pattern and then ByteLevel.
    func preparation() throws(DataError) -> ByteLevelTokenizer.Preparation? {
        guard let part = root["pre_tokenizer"], part != .null else { return nil }
        var steps = part["type"]?.string == "Sequence" ? part["pretokenizers"]?.array ?? [] : [part]
        guard let level = steps.popLast(), level["type"]?.string == "ByteLevel" else { return nil }
        let addsPrefixSpace = level["add_prefix_space"]?.bool ?? true
        if level["use_regex"]?.bool ?? true {
            return steps.isEmpty ? .init(pattern: .gpt2, addsPrefixSpace: addsPrefixSpace) : nil
        }
        guard !addsPrefixSpace, !steps.isEmpty else { return nil }
        var expressions: [String] = []
        var keepsWhatIsBetween = true
        for split in steps {
            let (behavior, inverts) = (split["behavior"]?.string, split["invert"]?.bool ?? false)
            guard split["type"]?.string == "Split", let expression = split["pattern"]?["Regex"]?.string,
                (behavior == "Isolated" && !inverts) || (behavior == "Removed" && inverts)
            else { return nil }
            expressions.append(expression)
            if inverts { keepsWhatIsBetween = false }
        }
        if let known = PretokenPattern(expressions: expressions), keepsWhatIsBetween || known.matchesEverything {
            return .init(pattern: known)
        }
        guard expressions.count == 1, keepsWhatIsBetween else { return nil }
        return .init(pattern: .expression(try RegularExpression(expressions[0], file: file)))
    }

    private static func isPlain(_ model: JSONValue) -> Bool {
        guard model["merges"] != nil, model["type"]?.string ?? "BPE" == "BPE" else { return false }
        let unset = ["unk_token", "continuing_subword_prefix", "end_of_word_suffix"].allSatisfy {
            [nil, .null, .string("")].contains(model[$0])
        }
        return unset && model["fuse_unk"]?.bool != true && model["byte_fallback"]?.bool != true
    }
}
