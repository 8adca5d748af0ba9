internal import Records

/// Reads the components of a `tokenizer.json`. What is unknown, of a component or of its settings, is an error that
/// names it.
struct ComponentReader {
    let file: String

    func normalizer(_ value: JSONValue) throws(DataError) -> Normalizer? {
        if value == .null { return nil }
        let part = try Component(value, "normalizer", file)
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
            stripsAccents: part.value("strip_accents")?.bool, lowercases: try part.bool("lowercase", true))
    }

    /// `{"String": …}` or `{"Regex": …}`.
    func pattern(_ part: Component) throws(DataError) -> TextPattern {
        guard let pattern = part.value("pattern") else { throw part.fault("no pattern") }
        if let literal = pattern["String"]?.string { return .literal(literal.points) }
        guard let source = pattern["Regex"]?.string else { throw part.fault("the pattern \(pattern.text)") }
        return try TextPattern(expression: source, file: file)
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
                try pattern(part), try behavior(part, .isolated), inverted: try part.bool("invert", false))
        case "Digits":
            try part.allow(["individual_digits"])
            return .digits(individual: try part.bool("individual_digits", false))
        case "Metaspace":
            let (mark, scheme) = try metaspace(part, "split")
            return .metaspace(mark, scheme, splits: try part.bool("split", true))
        case "Whitespace":
            try part.allow([])
            return .whitespace
        case "WhitespaceSplit": return try part.done(.whitespaceSplit)
        case "BertPreTokenizer": return try part.done(.bert)
        case "UnicodeScripts": return try part.done(.unicodeScripts)
        case "Punctuation":
            try part.allow(["behavior"])
            return .punctuation(try behavior(part, .isolated))
        case "CharDelimiterSplit":
            try part.allow(["delimiter"])
            return .charDelimiter(try part.character("delimiter"))
        case "FixedLength":
            try part.allow(["length"])
            guard let length = part.value("length")?.int, length > 0 else {
                throw part.fault("a length that is not positive")
            }
            return .fixedLength(length)
        case "Sequence":
            try part.allow(["pretokenizers"])
            var steps: [PieceSplitter] = []
            for value in try part.list("pretokenizers") { if let step = try splitter(value) { steps.append(step) } }
            return .sequence(steps)
        default: throw part.unknown
        }
    }

    private func behavior(_ part: Component, _ standard: SplitBehavior) throws(DataError) -> SplitBehavior {
        guard let name = part.value("behavior") else { return standard }
        guard let behavior = name.string.flatMap(SplitBehavior.init) else {
            throw part.fault("the behavior \(name.text)")
        }
        return behavior
    }

    private func metaspace(
        _ part: Component, _ others: String...
    ) throws(DataError) -> (mark: UInt32, PieceSplitter.PrependScheme) {
        try part.allow(["replacement", "prepend_scheme", "add_prefix_space", "str_rep"] + others)
        var scheme = PieceSplitter.PrependScheme.always
        if let name = part.value("prepend_scheme") {
            guard let known = name.string.flatMap(PieceSplitter.PrependScheme.init) else {
                throw part.fault("the prepend_scheme \(name.text)")
            }
            scheme = known
        } else if part.value("add_prefix_space")?.bool == false {
            scheme = .never
        }
        return (part.value("replacement") == nil ? 0x2581 : try part.character("replacement"), scheme)
    }

    func decoder(_ value: JSONValue) throws(DataError) -> TokenDecoder? {
        if value == .null { return nil }
        let part = try Component(value, "decoder", file)
        switch part.type {
        case "ByteLevel":
            try part.allow(["add_prefix_space", "trim_offsets", "use_regex"])
            return .byteLevel
        case "ByteFallback": return try part.done(.byteFallback)
        case "Fuse": return try part.done(.fuse)
        case "Strip":
            try part.allow(["content", "start", "stop"])
            return .strip(
                try part.character("content"), start: part.value("start")?.int ?? 0, stop: part.value("stop")?.int ?? 0)
        case "Replace":
            try part.allow(["pattern", "content"])
            return .replace(try pattern(part), with: try part.string("content").points)
        case "Metaspace":
            let (mark, scheme) = try metaspace(part, "split")
            return .metaspace(mark, scheme)
        case "WordPiece":
            try part.allow(["prefix", "cleanup"])
            return .wordPiece(
                prefix: Array((part.value("prefix")?.string ?? "##").utf8), cleansUp: try part.bool("cleanup", true))
        case "BPEDecoder":
            try part.allow(["suffix"])
            return .bpe(suffix: Array((part.value("suffix")?.string ?? "</w>").utf8))
        case "CTC":
            try part.allow(["pad_token", "word_delimiter_token", "cleanup"])
            return .ctc(
                pad: Array((part.value("pad_token")?.string ?? "<pad>").utf8),
                wordDelimiter: Array((part.value("word_delimiter_token")?.string ?? "|").utf8),
                cleansUp: try part.bool("cleanup", true))
        case "Sequence":
            try part.allow(["decoders"])
            var steps: [TokenDecoder] = []
            for value in try part.list("decoders") { if let step = try decoder(value) { steps.append(step) } }
            return .sequence(steps)
        default: throw part.unknown
        }
    }
}
