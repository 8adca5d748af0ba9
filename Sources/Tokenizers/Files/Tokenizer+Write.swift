internal import Formats
package import Records

extension Tokenizer {
    /// The kinds of file there are, which go by a file's name.
    private enum Kind {
        case json, ranks, sentencePiece, bert
        /// `vocab.json`, with a `merges.txt` beside it.
        case gpt2

        init(path: String) {
            self =
                path.hasSuffix(".tiktoken")
                ? .ranks
                : path.hasSuffix("vocab.json")
                    ? .gpt2 : path.hasSuffix(".model") ? .sentencePiece : path.hasSuffix("vocab.txt") ? .bert : .json
        }
    }

    /// Writes the tokenizer as the kind of file its name tells: `.tiktoken`, `vocab.json` with a `merges.txt` beside it,
    /// BERT's `vocab.txt`, SentencePiece's `.model`, or else a `tokenizer.json`.
    ///
    /// - Throws: for what that kind cannot hold, too.
    package func write(to path: String) throws(DataError) -> Receipt.File {
        switch Kind(path: path) {
        case .json: return try Self.write(TokenizerJSON.write(self), to: path)
        case .ranks: return try Self.write(ranks(), to: path)
        case .bert: return try Self.write(BERTVocabulary.write(self), to: path)
        case .sentencePiece: return try Self.write(sentencePieceModel(path).encoded, to: path)
        case .gpt2:
            let (vocabulary, merges) = try GPT2Files.write(self)
            _ = try Self.write(merges, to: GPT2Files.mergesPath(path))
            return try Self.write(vocabulary, to: path)
        }
    }

    /// What a file of that name does not tell though it gives the same ids, or where its reader goes another way on rare
    /// text: for the user to know.
    package func omissions(at path: String) -> [String] {
        var omitted: [String] = []
        let kind = Kind(path: path)
        if case .sentencePiece(let model) = engine, kind == .json {
            omitted.append("that control symbols are text when they occur in it: here they become their ids")
            if !model.proto.charsmap.isEmpty {
                omitted.append("how some characters with marks are normalised: Hugging Face looks at them as a whole")
            }
        }
        if kind == .json { return omitted }
        if case .byteLevel(let tokenizer) = engine {
            let pattern = tokenizer.preparation.pattern
            let known = kind == .ranks ? TiktokenFile.encoding(ofPath: path) : nil
            if kind == .ranks ? known?.pattern != pattern : pattern != .gpt2 {
                omitted.append("how text is cut: by the pattern \(pattern.text)")
            }
            let held = kind == .ranks ? known?.special.map(\.name) ?? [] : [GPT2Files.end]
            for token in addedTokens where !held.contains(token.content) {
                omitted.append("the special token '\(token.content)' of id \(token.id)")
            }
        }
        if case .pipeline = engine, kind == .sentencePiece, addedTokens.contains(where: \.isSpecial) {
            omitted.append("that special tokens are found in text: here they are control symbols")
        }
        if kind != .bert, frame != SpecialFrame() { omitted.append("the special tokens around a text") }
        if limits.maximum != nil || limits.padding != nil { omitted.append("truncation and padding") }
        return omitted
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
        return try TiktokenFile.write(tokenizer, added: addedTokens)
    }

    private func sentencePieceModel(_ path: String) throws(DataError) -> SentencePieceProto {
        switch engine {
        case .sentencePiece(let model): return model.proto
        case .byteLevel:
            throw SentencePieceSettings.refusal("byte-level BPE: its pieces are of characters")
        case .pipeline(let pipeline):
            let proto = try SentencePieceProto(pipeline, added: addedTokens)
            // What the peer refuses is told here, not to whom reads the file.
            _ = try SentencePiece(proto, file: path)
            return proto
        }
    }
}
