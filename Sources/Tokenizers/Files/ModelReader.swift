internal import Records

/// Reads the model of a `tokenizer.json` for a pipeline.
struct ModelReader {
    let part: Component
    private let file: String

    /// Older files do not say what model it is.
    private static let untagged: [Component.Untagged] = [
        ("BPE", ["vocab", "merges"]),
        ("WordPiece", ["vocab", "unk_token", "continuing_subword_prefix", "max_input_chars_per_word"]),
        ("WordLevel", ["vocab", "unk_token"]), ("Unigram", ["vocab"]),
    ]

    init(_ value: JSONValue, file: String) throws(DataError) {
        part = try Component(value, "model", file, untagged: Self.untagged)
        self.file = file
        switch part.type {
        case "BPE":
            try part.allow([
                "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback",
                "ignore_merges", "vocab", "merges",
            ])
        case "Unigram": try part.allow(["unk_id", "vocab", "byte_fallback"])
        case "WordPiece":
            try part.allow(["unk_token", "continuing_subword_prefix", "max_input_chars_per_word", "vocab"])
        case "WordLevel": try part.allow(["unk_token", "vocab"])
        default: throw part.unknown
        }
    }

    func model() throws(DataError) -> TokenModel {
        switch part.type {
        case "BPE": .bpe(try bpe())
        case "Unigram": .unigram(try unigram())
        case "WordPiece": .wordPiece(try wordPiece())
        default: .wordLevel(try wordLevel())
        }
    }

    private func fault(_ cause: String) -> DataError { DataError(cause, file: file) }

    private func names() throws(DataError) -> TokenNames {
        var names = TokenNames()
        for member in try part.members("vocab").members {
            guard let id = member.value.tokenID, id < Vocabulary.limit * 4 else {
                throw fault("the id of '\(member.name)' is not one")
            }
            guard names.insert(Array(member.name.utf8).span, id: id) else {
                throw fault("two tokens have the id \(id)")
            }
        }
        return names
    }

    private func unknown(_ names: TokenNames) throws(DataError) -> Int32? {
        guard let name = try part.text("unk_token"), !name.isEmpty else { return nil }
        guard let id = names.id(of: name) else { throw fault("the unk_token '\(name)' is not in the vocab") }
        return id
    }

    private func bpe() throws(DataError) -> CharacterBPE {
        let names = try names()
        let prefix = Array((try part.text("continuing_subword_prefix") ?? "").utf8)
        var merges: [BPEModel.Merge] = []
        for entry in try part.list("merges") where !entry.isMergesVersion {
            let parts = entry.mergeParts
            guard parts.count == 2, let first = names.id(of: parts[0]), let second = names.id(of: parts[1]),
                let id = names.id(of: Array(parts[0].utf8) + Array(parts[1].utf8).dropFirst(prefix.count))
            else { throw fault("the merge \(entry.text) is not of tokens in the vocab") }
            merges.append(.init(pair: TokenPair(first, second), id: id))
        }
        var model = CharacterBPE(names: names, merges: merges)
        model.unknown = try unknown(names)
        model.dropout = part.value("dropout")?.double
        model.prefix = prefix
        model.suffix = Array((try part.text("end_of_word_suffix") ?? "").utf8)
        model.fusesUnknown = try part.bool("fuse_unk", false)
        model.fallsBackToBytes = try part.bool("byte_fallback", false)
        model.ignoresMerges = try part.bool("ignore_merges", false)
        return model
    }

    private func unigram() throws(DataError) -> Unigram {
        var names = TokenNames()
        var scores: [Double] = []
        for (place, entry) in try part.list("vocab").enumerated() {
            guard let pair = entry.array, pair.count == 2, let name = pair[0].string, let score = pair[1].double,
                score.isFinite
            else {
                throw fault("the piece \(entry.text) is not a spelling and a score")
            }
            guard names.insert(Array(name.utf8).span, id: Int32(truncatingIfNeeded: place)) else {
                throw fault("the piece '\(name)' is there twice")
            }
            scores.append(score)
        }
        guard scores.count <= Vocabulary.limit else { throw fault("there are more than \(Vocabulary.limit) pieces") }
        let unknown = try part.count("unk_id")
        if let unknown, !(0..<scores.count).contains(unknown) { throw fault("the unk_id \(unknown) is no piece") }
        return Unigram(
            names: names, scores: scores, unknown: unknown.map { Int32(truncatingIfNeeded: $0) },
            fallsBackToBytes: try part.bool("byte_fallback", false))
    }

    private func wordPiece() throws(DataError) -> WordPiece {
        let names = try names()
        guard let unknown = try unknown(names) else { throw fault("the model has no unk_token") }
        var model = WordPiece(names: names, unknown: unknown)
        if let prefix = try part.text("continuing_subword_prefix") { model.prefix = Array(prefix.utf8) }
        if let longest = try part.count("max_input_chars_per_word") { model.longestWord = longest }
        return model
    }

    private func wordLevel() throws(DataError) -> WordLevel {
        let names = try names()
        return WordLevel(names: names, unknown: try unknown(names))
    }
}

extension JSONValue {
    /// The first line of a `merges.txt`, which older files have in their list.
    var isMergesVersion: Bool { string?.hasPrefix("#version") ?? false }

    /// The two tokens of a merge: a pair, or one text with a space between, as older files have it.
    var mergeParts: [String] {
        if let pair = array { return pair.allSatisfy { $0.string != nil } ? pair.compactMap(\.string) : [] }
        return string?.split(separator: " ", omittingEmptySubsequences: false).map(String.init) ?? []
    }
}
