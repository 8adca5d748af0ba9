internal import Records

/// GPT-2's pair of files: `vocab.json`, ids by name, and beside it `merges.txt`, a merge a line, the first of which tells
/// the version (openai/gpt-2, src/encoder.py; huggingface/tokenizers, tokenizers/src/models/bpe/serialization.rs).
enum GPT2Files {
    static let end = "<|endoftext|>"

    /// Where the merges of a vocabulary are.
    static func mergesPath(_ vocabularyPath: String) -> String {
        let folder = vocabularyPath.lastIndex(of: "/").map { vocabularyPath[...$0] } ?? ""
        let name = vocabularyPath.dropFirst(folder.count)
        return folder + (name.hasSuffix("vocab.json") ? name.dropLast("vocab.json".count) : "") + "merges.txt"
    }

    /// - Parameters:
    ///   - vocabulary: the parsed `vocab.json`.
    ///   - pattern: how text is cut, which the files do not tell.
    static func read(
        _ vocabulary: JSONValue, file: String, merges: [UInt8], mergesFile: String, pattern: PretokenPattern
    ) throws(DataError) -> Tokenizer {
        var listed: [JSONValue] = []
        for (number, line) in merges.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || number == 0 && line.starts(with: "#version".utf8) { continue }
            let names = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            guard names.count == 2 else {
                throw DataError("this is not a merge of two tokens", file: mergesFile, line: number + 1)
            }
            listed.append(.array(names.map { .string($0) }))
        }
        var added: [JSONValue] = []
        if let id = vocabulary[end]?.int.flatMap({ Int32(exactly: $0) }) {
            added.append(TokenizerJSON.addedToken(AddedToken(id: id, content: end)))
        }
        let layout = TokenizerLayout(pattern: pattern)
        let model = JSONObject([
            .init("type", .string("BPE")), .init("vocab", vocabulary), .init("merges", .array(listed)),
        ])
        let root = JSONObject([
            .init("added_tokens", .array(added)), .init("pre_tokenizer", layout.preTokenizer),
            .init("decoder", layout.decoder), .init("model", .object(model)),
        ])
        return try TokenizerFileReader(root: .object(root), file: file).tokenizer()
    }

    /// The two files.
    static func write(_ tokenizer: Tokenizer) throws(DataError) -> (vocabulary: [UInt8], merges: [UInt8]) {
        guard case .byteLevel(let fast) = tokenizer.engine else {
            throw DataError("vocab.json and merges.txt hold byte-level BPE only", mend: "write a tokenizer.json")
        }
        if let kept = fast.preparation.beyondPattern {
            throw DataError("vocab.json and merges.txt cannot hold \(kept)", mend: "write a tokenizer.json")
        }
        let names = fast.model.vocabulary
        let merged = fast.model.merges
        if fast.model.ignoresMerges { try check(fast.model, merged, tokenizer.addedTokens) }
        var vocabulary: [UInt8] = [UInt8(ascii: "{")]
        for id in 0..<names.count where names.isInModel(id) {
            if vocabulary.count > 1 { vocabulary.append(UInt8(ascii: ",")) }
            JSONText.appendString(names.name(id), to: &vocabulary)
            vocabulary.append(UInt8(ascii: ":"))
            JSONText.appendNumber(id, to: &vocabulary)
        }
        vocabulary.append(UInt8(ascii: "}"))
        var merges = Array("#version: 0.2\n".utf8)
        for merge in merged {
            for (id, end) in [(merge.pair.first, UInt8(ascii: " ")), (merge.pair.second, 0x0A)] {
                names.name(Int(id)).withUnsafeBufferPointer { merges.append(contentsOf: $0) }
                merges.append(end)
            }
        }
        return (vocabulary, merges)
    }

    /// Whether merges make every token that is longer than a byte, or it is an added one: there is no other way to have
    /// one.
    private static func check(
        _ model: BPEModel, _ merges: [BPEModel.Merge], _ added: [AddedToken]
    ) throws(DataError) {
        let made = Set(merges.map { Int($0.id) } + added.map { Int($0.id) })
        let names = model.vocabulary
        let wrong = (0..<names.count).first { id in
            names.isInModel(id) && names.tokens[id].count > 1 && !made.contains(id)
        }
        guard let wrong else { return }
        let name = names.name(wrong).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        throw DataError("no merge makes the token '\(name)'", mend: "write a tokenizer.json, which holds such tokens")
    }
}
