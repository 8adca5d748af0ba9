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
            // A vocabulary may have a token of that name, which is a number.
            if root["model"]?.object != nil || !name.hasSuffix("vocab.json") {
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
