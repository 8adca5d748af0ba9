internal import Formats
package import Records

/// Tokenizer files of every kind, told apart by their contents: `tokenizer.json`, SentencePiece's `.model`, tiktoken's
/// ranks, BERT's `vocab.txt`, GPT-2's `vocab.json` with its `merges.txt`.
package enum TokenizerFile {
    /// - Parameter pattern: how a rank file's text is cut; nil goes by the file's name.
    package static func load(path: String, pattern: PretokenPattern? = nil) throws(DataError) -> Tokenizer {
        let bytes = try contents(path)
        let name = path.split(separator: "/").last ?? ""
        try checkEncoding(bytes, path)
        if name.hasSuffix("vocab.txt") { return try BERTVocabulary.read(bytes, file: path) }
        if name.contains(".tiktoken") { return try TiktokenFile.read(bytes, file: path, pattern: pattern) }
        if name.contains(".json") || bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
            if let tokenizer = TokenizerFileReader.scan(bytes, file: path) { return tokenizer }
            let root = try JSONValue.parse(bytes, file: path)
            // A vocabulary may have a token of that name, which is a number.
            guard root.object != nil else {
                throw DataError("this is no model: the file is not a JSON object", file: path)
            }
            if root["model"]?.object != nil || !name.hasSuffix("vocab.json") {
                return try TokenizerFileReader(root: root, file: path).tokenizer()
            }
            let merges = GPT2Files.mergesPath(path)
            return try GPT2Files.read(
                root, file: path, merges: try contents(merges), mergesFile: merges, pattern: pattern ?? .gpt2)
        }
        if name.contains(".model") || bytes.first == 0x0A {
            let model = try SentencePiece(try SentencePieceProto(bytes, file: path), file: path)
            return Tokenizer(.sentencePiece(model), addedTokens: [], layout: TokenizerLayout(whole: .null))
        }
        if pattern != nil { return try TiktokenFile.read(bytes, file: path, pattern: pattern) }
        throw DataError(
            "this is no tokenizer that is known", file: path,
            mend: "give a tokenizer.json, a SentencePiece .model, a .tiktoken file, a vocab.txt or a vocab.json")
    }

    /// Tells what editors and shells of other systems make of a file.
    private static func checkEncoding(_ bytes: [UInt8], _ path: String) throws(DataError) {
        if bytes.isEmpty { throw DataError("the file is empty", file: path, mend: "fetch it again") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw DataError(
                "the file begins with a byte order mark", file: path, mend: "take its first three bytes away")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw DataError("the file is UTF-16", file: path, mend: "save it as UTF-8")
        }
    }

    /// The whole file, decompressed if need be.
    private static func contents(_ path: String) throws(DataError) -> [UInt8] {
        let input = try ByteInput(path)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(input.fileSize)
        repeat {
            input.window.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
            input.consume(input.window.count)
        } while try input.fill()
        return bytes
    }
}
