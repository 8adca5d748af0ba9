internal import Formats
package import Records

/// Tokenizer files of every kind, told apart by their contents: `tokenizer.json`, SentencePiece's `.model`, tiktoken's
/// ranks, BERT's `vocab.txt`, GPT-2's `vocab.json` with its `merges.txt`.
package enum TokenizerFile {
    /// - Parameter pattern: how a rank file's text is cut; nil goes by the file's name.
    package static func load(path: String, pattern: PretokenPattern? = nil) throws(DataError) -> Tokenizer {
        let bytes = try contents(path)
        let name = path.split(separator: "/").last ?? ""
        if bytes.first == UInt8(ascii: "{") {
            let root = try JSONValue.parse(bytes, file: path)
            if root["model"] != nil || !name.hasSuffix("vocab.json") {
                return try TokenizerFileReader(root: root, file: path).tokenizer()
            }
            let merges = GPT2Files.mergesPath(path)
            return try GPT2Files.read(
                root, file: path, merges: try contents(merges), mergesFile: merges, pattern: pattern ?? .gpt2)
        }
        if name.hasSuffix("vocab.txt") { return try BERTVocabulary.read(bytes, file: path) }
        if bytes.first == 0x0A {
            let model = try SentencePiece(try SentencePieceProto(bytes, file: path), file: path)
            return Tokenizer(.sentencePiece(model), addedTokens: [], layout: TokenizerLayout(whole: .null))
        }
        if name.contains(".tiktoken") || pattern != nil {
            return try TiktokenFile.read(bytes, file: path, pattern: pattern)
        }
        throw DataError(
            "this is no tokenizer that is known", file: path,
            mend: "give a tokenizer.json, a SentencePiece .model, a .tiktoken file, a vocab.txt or a vocab.json")
    }

    /// The whole file, decompressed if need be.
    private static func contents(_ path: String) throws(DataError) -> [UInt8] {
        let input = try ByteInput(path)
        while try input.fill() {}
        return input.window.withUnsafeBufferPointer { Array($0) }
    }
}

extension Tokenizer {
    /// Writes the tokenizer as the kind of file its name tells: `.tiktoken`, `vocab.json` with a `merges.txt` beside it,
    /// SentencePiece's `.model`, or else a `tokenizer.json`.
    ///
    /// - Throws: for what that kind cannot hold, too.
    package func write(to path: String) throws(DataError) -> Receipt.File {
        if path.hasSuffix(".tiktoken") { return try Self.write(ranks(), to: path) }
        if path.hasSuffix("vocab.json") {
            let (vocabulary, merges) = try GPT2Files.write(self)
            _ = try Self.write(merges, to: GPT2Files.mergesPath(path))
            return try Self.write(vocabulary, to: path)
        }
        if path.hasSuffix(".model") {
            guard case .sentencePiece(let model) = engine else {
                throw DataError(
                    "this is no SentencePiece model, and cannot be made one", mend: "write a tokenizer.json")
            }
            return try Self.write(model.proto.encoded, to: path)
        }
        return try Self.write(TokenizerJSON.write(self), to: path)
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(DataError) -> Receipt.File {
        let file = try AtomicFile(path: path)
        try file.write(bytes)
        let hash = try file.commit()
        return Receipt.File(path: path, bytes: file.byteCount, hash: hash)
    }

    private func ranks() throws(DataError) -> [UInt8] {
        guard case .byteLevel(let tokenizer) = engine else {
            throw DataError("a rank file holds byte-level BPE only", mend: "write a tokenizer.json")
        }
        return try TiktokenFile.write(tokenizer)
    }
}
