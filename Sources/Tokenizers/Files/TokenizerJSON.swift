package import Records

/// Hugging Face's `tokenizer.json`, version 1.0. What a file asks for and is not known is refused by its name.
package enum TokenizerJSON {
    /// - Throws: `DataError` naming the component that is not supported, or what is damaged.
    package static func read(_ bytes: [UInt8], file: String) throws(DataError) -> Tokenizer {
        if let tokenizer = TokenizerFileReader.scan(bytes, file: file) { return tokenizer }
        return try TokenizerFileReader(root: try JSONValue.parse(bytes, file: file), file: file).tokenizer()
    }

    /// The file to the byte as Hugging Face tokenizers 0.23.3 saves it.
    package static func write(_ tokenizer: Tokenizer) throws(DataError) -> [UInt8] {
        var out: [UInt8] = []
        switch tokenizer.engine {
        case .byteLevel(let fast): append(fast.model, tokenizer, to: &out)
        case .pipeline: PrettyJSON.append(tokenizer.layout.whole ?? .null, depth: 0, to: &out)
        case .sentencePiece(let model):
            PrettyJSON.append(try SentencePieceJSON(model.proto).value(), depth: 0, to: &out)
        }
        return out
    }

    private static func append(_ model: BPEModel, _ tokenizer: Tokenizer, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "{"))
        let layout = tokenizer.layout
        let parts = JSONObject([
            .init("version", .string("1.0")), .init("truncation", layout.truncation), .init("padding", layout.padding),
            .init("added_tokens", .array(tokenizer.addedTokens.map(addedToken))),
            .init("normalizer", layout.normalizer),
            .init("pre_tokenizer", layout.preTokenizer), .init("post_processor", layout.postProcessor),
            .init("decoder", layout.decoder),
        ])
        for (place, part) in parts.members.enumerated() {
            PrettyJSON.startLine(1, isFirst: place == 0, to: &out)
            PrettyJSON.appendName(Array(part.name.utf8).span, to: &out)
            PrettyJSON.append(part.value, depth: 1, to: &out)
        }
        PrettyJSON.startLine(1, isFirst: false, to: &out)
        PrettyJSON.appendName(Array("model".utf8).span, to: &out)
        appendModel(model, tokenizer.addedTokens, dropout: layout.dropout, to: &out)
        PrettyJSON.startLine(0, isFirst: true, to: &out)
        out.append(UInt8(ascii: "}"))
    }

    static func addedToken(_ token: AddedToken) -> JSONValue {
        .object(
            JSONObject([
                .init("id", .number(JSONNumber(Int(token.id)))), .init("content", .string(token.content)),
                .init("single_word", .bool(token.isWholeWord)), .init("lstrip", .bool(token.stripsLeft)),
                .init("rstrip", .bool(token.stripsRight)), .init("normalized", .bool(token.isNormalized)),
                .init("special", .bool(token.isSpecial)),
            ]))
    }

    private static func appendModel(
        _ model: BPEModel, _ added: [AddedToken], dropout: JSONValue, to out: inout [UInt8]
    ) {
        let settings = JSONObject([
            .init("type", .string("BPE")), .init("dropout", dropout), .init("unk_token", .null),
            .init("continuing_subword_prefix", .null), .init("end_of_word_suffix", .null),
            .init("fuse_unk", .bool(false)),
            .init("byte_fallback", .bool(false)), .init("ignore_merges", .bool(model.ignoresMerges)),
        ])
        out.append(UInt8(ascii: "{"))
        for (place, setting) in settings.members.enumerated() {
            PrettyJSON.startLine(2, isFirst: place == 0, to: &out)
            PrettyJSON.appendName(Array(setting.name.utf8).span, to: &out)
            PrettyJSON.append(setting.value, depth: 2, to: &out)
        }
        appendVocabulary(model.vocabulary, added, to: &out)
        appendMerges(model, to: &out)
        PrettyJSON.startLine(1, isFirst: true, to: &out)
        out.append(UInt8(ascii: "}"))
    }

    /// The peer numbers added tokens after those of the model: where other ids are theirs, they are listed with them.
    private static func appendVocabulary(_ vocabulary: Vocabulary, _ added: [AddedToken], to out: inout [UInt8]) {
        let known = (0..<vocabulary.count).count { vocabulary.isInModel($0) }
        let others = added.filter { !vocabulary.isInModel(Int($0.id)) }
        let areListed = zip(others, known...).contains { Int($0.id) != $1 }
        PrettyJSON.startLine(2, isFirst: false, to: &out)
        PrettyJSON.appendName(Array("vocab".utf8).span, to: &out)
        out.append(UInt8(ascii: "{"))
        var isFirst = true
        for id in 0..<vocabulary.count where vocabulary.isInModel(id) || areListed && !vocabulary.isGap(id) {
            PrettyJSON.startLine(3, isFirst: isFirst, to: &out)
            PrettyJSON.appendName(vocabulary.name(id), to: &out)
            JSONText.appendNumber(id, to: &out)
            isFirst = false
        }
        if !isFirst { PrettyJSON.startLine(2, isFirst: true, to: &out) }
        out.append(UInt8(ascii: "}"))
    }

    private static func appendMerges(_ model: BPEModel, to out: inout [UInt8]) {
        PrettyJSON.startLine(2, isFirst: false, to: &out)
        PrettyJSON.appendName(Array("merges".utf8).span, to: &out)
        out.append(UInt8(ascii: "["))
        let merges = model.merges
        for (rank, merge) in merges.enumerated() {
            PrettyJSON.startLine(3, isFirst: rank == 0, to: &out)
            out.append(UInt8(ascii: "["))
            PrettyJSON.startLine(4, isFirst: true, to: &out)
            JSONText.appendString(model.vocabulary.name(Int(merge.pair.first)), to: &out)
            PrettyJSON.startLine(4, isFirst: false, to: &out)
            JSONText.appendString(model.vocabulary.name(Int(merge.pair.second)), to: &out)
            PrettyJSON.startLine(3, isFirst: true, to: &out)
            out.append(UInt8(ascii: "]"))
        }
        if !merges.isEmpty { PrettyJSON.startLine(2, isFirst: true, to: &out) }
        out.append(UInt8(ascii: "]"))
    }
}
