internal import Records

/// Reads the components of a `tokenizer.json`. What is unknown, of a component or of its settings, is an error that
/// names it.
struct ComponentReader {
    let file: String

    private static let untaggedNormalizers: [Component.Untagged] = [
        ("BertNormalizer", ["clean_text", "handle_chinese_chars", "lowercase"]),
        ("Strip", ["strip_left", "strip_right"]), ("Precompiled", ["precompiled_charsmap"]),
        ("Replace", ["pattern", "content"]), ("Prepend", ["prepend"]),
    ]

    func normalizer(_ value: JSONValue) throws(DataError) -> Normalizer? {
        if value == .null { return nil }
        let part = try Component(value, "normalizer", file, untagged: Self.untaggedNormalizers)
        switch part.type {
        case "NFC", "NFD", "NFKC", "NFKD":
            try part.allow([])
            return UnicodeForm(rawValue: part.type).map { .form($0) }
        case "Lowercase": return try part.done(.lowercase)
        case "StripAccents": return try part.done(.stripAccents)
        case "Nmt": return try part.done(.nmt)
        case "ByteLevel": return try part.done(.byteLevel)
        case "Strip":
            try part.allow(["strip_left", "strip_right"])
            return .strip(left: try part.bool("strip_left", true), right: try part.bool("strip_right", true))
        case "Replace":
            try part.allow(["pattern", "content"])
            return .replace(try pattern(part), with: try part.string("content").points)
        case "Prepend":
            try part.allow(["prepend"])
            return .prepend(try part.string("prepend").points)
        case "Precompiled":
            try part.allow(["precompiled_charsmap"])
            guard let blob = Base64.decode(try part.string("precompiled_charsmap")) else {
                throw part.fault("a precompiled_charsmap that is not base64")
            }
            return .precompiled(try Charsmap(blob, file: file))
        case "BertNormalizer": return .bert(try bert(part))
        case "Sequence":
            try part.allow(["normalizers"])
            var steps: [Normalizer] = []
            for value in try part.list("normalizers") { if let step = try normalizer(value) { steps.append(step) } }
            return .sequence(steps)
        default: throw part.unknown
        }
    }

    private func bert(_ part: Component) throws(DataError) -> BertNormalizer {
        try part.allow(["clean_text", "handle_chinese_chars", "strip_accents", "lowercase"])
        return BertNormalizer(
            cleansText: try part.bool("clean_text", true),
            separatesIdeographs: try part.bool("handle_chinese_chars", true),
            stripsAccents: try part.bool("strip_accents"), lowercases: try part.bool("lowercase", true))
    }

    /// `{"String": …}` or `{"Regex": …}`.
    func pattern(_ part: Component) throws(DataError) -> TextPattern {
        guard let pattern = part.value("pattern") else { throw part.fault("no pattern") }
        guard let kind = pattern.object?.members.first, pattern.object?.count == 1, let source = kind.value.string,
            !source.isEmpty
        else { throw part.fault("the pattern \(pattern.text)") }
        switch kind.name {
        case "String": return .literal(source.points)
        case "Regex": return try TextPattern(expression: source, file: file)
        default: throw part.fault("the pattern \(pattern.text)")
        }
    }

    func splitter(_ value: JSONValue) throws(DataError) -> PieceSplitter? {
        if value == .null { return nil }
        let part = try Component(value, "pre_tokenizer", file)
        switch part.type {
        case "ByteLevel":
            try part.allow(["add_prefix_space", "trim_offsets", "use_regex"])
            return .byteLevel(
                addsPrefixSpace: try part.bool("add_prefix_space", true), usesPattern: try part.bool("use_regex", true))
        case "Split":
            try part.allow(["pattern", "behavior", "invert"])
            return .split(
                try pattern(part), try part.choice("behavior", SplitBehavior.isolated),
                inverted: try part.bool("invert", false))
        case "Digits":
            try part.allow(["individual_digits"])
            return .digits(individual: try part.bool("individual_digits", false))
        case "Metaspace":
            let (mark, scheme, splits) = try metaspace(part)
            return .metaspace(mark, scheme, splits: splits)
        case "Whitespace":
            try part.allow([])
            return .whitespace
        case "WhitespaceSplit": return try part.done(.whitespaceSplit)
        case "BertPreTokenizer": return try part.done(.bert)
        case "UnicodeScripts": return try part.done(.unicodeScripts)
        case "Punctuation":
            try part.allow(["behavior"])
            return .punctuation(try part.choice("behavior", SplitBehavior.isolated))
        case "CharDelimiterSplit":
            try part.allow(["delimiter"])
            return .charDelimiter(try part.character("delimiter"))
        case "FixedLength":
            try part.allow(["length"])
            let length = try part.count("length") ?? 5
            guard length > 0 else { throw part.fault("a length of 0") }
            return .fixedLength(length)
        case "Sequence":
            try part.allow(["pretokenizers"])
            var steps: [PieceSplitter] = []
            for value in try part.list("pretokenizers") { if let step = try splitter(value) { steps.append(step) } }
            return .sequence(steps)
        default: throw part.unknown
        }
    }

    private func metaspace(
        _ part: Component
    ) throws(DataError) -> (mark: UInt32, PieceSplitter.PrependScheme, splits: Bool) {
        // Older files have `str_rep`, the replacement again, and `add_prefix_space` for the scheme.
        try part.allow(["replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep"])
        _ = try part.text("str_rep")
        let addsSpace = try part.bool("add_prefix_space", true)
        let scheme = try part.choice("prepend_scheme", addsSpace ? PieceSplitter.PrependScheme.always : .never)
        guard addsSpace || scheme == .never else {
            throw part.fault("an add_prefix_space that is not what its prepend_scheme says")
        }
        return (try part.character("replacement"), scheme, try part.bool("split", true))
    }

    private static let untaggedDecoders: [Component.Untagged] = [
        ("BPEDecoder", ["suffix"]), ("WordPiece", ["prefix", "cleanup"]),
        ("CTC", ["pad_token", "word_delimiter_token", "cleanup"]), ("Replace", ["pattern", "content"]),
        ("Strip", ["content", "start", "stop"]),
    ]

    func decoder(_ value: JSONValue) throws(DataError) -> TokenDecoder? {
        if value == .null { return nil }
        let part = try Component(value, "decoder", file, untagged: Self.untaggedDecoders)
        switch part.type {
        case "ByteLevel":
            try part.allow(["add_prefix_space", "trim_offsets", "use_regex"])
            return .byteLevel
        case "ByteFallback": return try part.done(.byteFallback)
        case "Fuse": return try part.done(.fuse)
        case "Strip":
            try part.allow(["content", "start", "stop"])
            return .strip(
                try part.character("content"), start: try part.count("start") ?? 0, stop: try part.count("stop") ?? 0)
        case "Replace":
            try part.allow(["pattern", "content"])
            return .replace(try pattern(part), with: try part.string("content").points)
        case "Metaspace":
            let (mark, scheme, _) = try metaspace(part)
            return .metaspace(mark, scheme)
        case "WordPiece":
            try part.allow(["prefix", "cleanup"])
            return .wordPiece(
                prefix: Array((try part.text("prefix") ?? "##").utf8), cleansUp: try part.bool("cleanup", true))
        case "BPEDecoder":
            try part.allow(["suffix"])
            return .bpe(suffix: try spelling(part, "suffix", "</w>"))
        case "CTC":
            try part.allow(["pad_token", "word_delimiter_token", "cleanup"])
            return .ctc(
                pad: try spelling(part, "pad_token", "<pad>"),
                wordDelimiter: try spelling(part, "word_delimiter_token", "|"),
                cleansUp: try part.bool("cleanup", true))
        case "Sequence":
            try part.allow(["decoders"])
            var steps: [TokenDecoder] = []
            for value in try part.list("decoders") { if let step = try decoder(value) { steps.append(step) } }
            return .sequence(steps)
        default: throw part.unknown
        }
    }

    /// What is looked for in tokens.
    private func spelling(_ part: Component, _ name: String, _ standard: String) throws(DataError) -> [UInt8] {
        let spelling = try part.text(name) ?? standard
        guard !spelling.isEmpty else { throw part.fault("an empty \(name)") }
        return Array(spelling.utf8)
    }
}
