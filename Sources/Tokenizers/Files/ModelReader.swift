internal import Records

/// Reads the model of a `tokenizer.json` for a pipeline.
struct ModelReader {
    let value: JSONValue
    let file: String

    func model() throws(DataError) -> TokenModel {
        switch value["type"]?.string ?? Self.guess(value) {
        case "BPE": return .bpe(try bpe())
        case "Unigram": return .unigram(try unigram())
        case "WordPiece": return .wordPiece(try wordPiece())
        case "WordLevel": return .wordLevel(try wordLevel())
        default: throw DataError("the model '\(value["type"]?.text ?? "")' is not known", file: file)
        }
    }

    /// Older files do not say.
    private static func guess(_ value: JSONValue) -> String {
        if value["merges"] != nil { return "BPE" }
        if value["vocab"]?.array != nil { return "Unigram" }
        return value["max_input_chars_per_word"] != nil ? "WordPiece" : "WordLevel"
    }

    private func allow(_ names: [String]) throws(DataError) {
        for member in value.object?.members ?? [] where member.name != "type" && !names.contains(member.name) {
            throw DataError("the model has a setting '\(member.name)' that is not known", file: file)
        }
    }

    private func fault(_ cause: String) -> DataError { DataError(cause, file: file) }

    private func names() throws(DataError) -> TokenNames {
        guard let vocabulary = value["vocab"]?.object else { throw fault("the model has no vocab") }
        var names = TokenNames()
        for member in vocabulary.members {
            guard let number = member.value.int, let id = Int32(exactly: number), id >= 0, id < Vocabulary.limit * 4
            else {
                throw fault("the id of '\(member.name)' is not one")
            }
            guard names.insert(Array(member.name.utf8).span, id: id) else {
                throw fault("two tokens have the id \(id)")
            }
        }
        return names
    }

    private func unknown(_ names: TokenNames) throws(DataError) -> Int32? {
        guard let name = value["unk_token"]?.string else { return nil }
        guard let id = names.id(of: name) else { throw fault("the unk_token '\(name)' is not in the vocab") }
        return id
    }

    private func bpe() throws(DataError) -> CharacterBPE {
        try allow([
            "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback",
            "ignore_merges", "vocab", "merges",
        ])
        if let dropout = value["dropout"]?.double, dropout > 0 {
            throw DataError(
                "the model has a dropout of \(dropout), so that its ids are random", file: file,
                mend: "set it to null to encode without")
        }
        let names = try names()
        let prefix = Array((value["continuing_subword_prefix"]?.string ?? "").utf8)
        var merges: [BPEModel.Merge] = []
        for entry in value["merges"]?.array ?? [] {
            let parts = entry.array?.compactMap(\.string) ?? entry.string?.split(separator: " ").map(String.init) ?? []
            guard parts.count == 2, let first = names.id(of: parts[0]), let second = names.id(of: parts[1]),
                let id = names.id(of: Array(parts[0].utf8) + Array(parts[1].utf8).dropFirst(prefix.count))
            else { throw fault("the merge \(entry.text) is not of tokens in the vocab") }
            merges.append(.init(pair: TokenPair(first, second), id: id))
        }
        var model = CharacterBPE(names: names, merges: merges)
        model.unknown = try unknown(names)
        model.prefix = prefix
        model.suffix = Array((value["end_of_word_suffix"]?.string ?? "").utf8)
        model.fusesUnknown = value["fuse_unk"]?.bool ?? false
        model.fallsBackToBytes = value["byte_fallback"]?.bool ?? false
        model.ignoresMerges = value["ignore_merges"]?.bool ?? false
        return model
    }

    private func unigram() throws(DataError) -> Unigram {
        try allow(["unk_id", "vocab", "byte_fallback"])
        guard let vocabulary = value["vocab"]?.array else { throw fault("the model has no vocab") }
        var names = TokenNames()
        var scores: [Double] = []
        for (place, entry) in vocabulary.enumerated() {
            guard let pair = entry.array, pair.count == 2, let name = pair[0].string, let score = pair[1].double else {
                throw fault("the piece \(entry.text) is not a spelling and a score")
            }
            guard names.insert(Array(name.utf8).span, id: Int32(truncatingIfNeeded: place)) else {
                throw fault("the piece '\(name)' is there twice")
            }
            scores.append(score)
        }
        let unknown = value["unk_id"]?.int
        if let unknown, !(0..<scores.count).contains(unknown) { throw fault("the unk_id \(unknown) is no piece") }
        return Unigram(
            names: names, scores: scores, unknown: unknown.map { Int32(truncatingIfNeeded: $0) },
            fallsBackToBytes: value["byte_fallback"]?.bool ?? false)
    }

    private func wordPiece() throws(DataError) -> WordPiece {
        try allow(["unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab"])
        let names = try names()
        guard let unknown = try unknown(names) else { throw fault("the model has no unk_token") }
        var model = WordPiece(names: names, unknown: unknown)
        if let prefix = value["continuing_subword_prefix"]?.string { model.prefix = Array(prefix.utf8) }
        if let longest = value["max_input_chars_per_word"]?.int { model.longestWord = longest }
        return model
    }

    private func wordLevel() throws(DataError) -> WordLevel {
        try allow(["unk_token", "vocab"])
        let names = try names()
        return WordLevel(names: names, unknown: try unknown(names))
    }
}
