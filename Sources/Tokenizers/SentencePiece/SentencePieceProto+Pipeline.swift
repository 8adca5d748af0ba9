internal import Records

extension SentencePieceProto {
    /// A tokenizer.json as a SentencePiece model of the same ids. Its special tokens are control symbols, which text is
    /// never made into.
    ///
    /// - Throws: naming what a SentencePiece model has nothing for.
    init(_ pipeline: Pipeline, added: [AddedToken]) throws(DataError) {
        self.init()
        let settings = try SentencePieceSettings(pipeline.normalizer, pipeline.splitter)
        charsmap = settings.charsmap
        addsDummyPrefix = settings.addsDummyPrefix
        removesExtraSpaces = settings.removesExtraSpaces
        switch pipeline.model {
        case .unigram(let model):
            fallsBackToBytes = model.fallsBackToBytes
            try addPieces(pipeline, added, model.unknown)
            for id in model.scores.indices { pieces[id].score = Float(model.scores[id]) }
        case .bpe(let model):
            algorithm = .bpe
            fallsBackToBytes = model.fallsBackToBytes
            try Self.check(model)
            try addPieces(pipeline, added, model.unknown)
            try score(model)
        case .wordPiece: throw SentencePieceSettings.refusal("WordPiece, which takes the longest piece first")
        case .wordLevel:
            throw SentencePieceSettings.refusal("WordLevel, where unknown words beside each other are a token each")
        }
        if settings.cutsWords, let piece = pieces.first(where: { $0.type == .normal && !$0.name.isWithinWord }) {
            throw SentencePieceSettings.refusal("words cut one by one beside the piece '\(Self.text(piece.name))'")
        }
        specify()
    }

    private static func text(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }

    private static func check(_ model: CharacterBPE) throws(DataError) {
        if !model.prefix.isEmpty { throw SentencePieceSettings.refusal("a prefix of what continues a word") }
        if !model.suffix.isEmpty { throw SentencePieceSettings.refusal("a suffix of what ends a word") }
        if model.ignoresMerges { throw SentencePieceSettings.refusal("words that are tokens whatever the merges") }
        if !model.fusesUnknown && !model.fallsBackToBytes {
            throw SentencePieceSettings.refusal("unknown characters that are a token each")
        }
    }

    private mutating func addPieces(
        _ pipeline: Pipeline, _ added: [AddedToken], _ unknown: Int32?
    ) throws(DataError) {
        guard let unknown else { throw SentencePieceSettings.refusal("a model without an unknown token") }
        let added = Dictionary(added.map { ($0.id, $0) }) { first, _ in first }
        for id in 0..<Int32(truncatingIfNeeded: pipeline.vocabularySize) {
            var piece = Piece(name: pipeline.name(of: id))
            guard !piece.name.isEmpty else { throw SentencePieceSettings.refusal("the id \(id), which has no token") }
            if id == unknown {
                piece.type = .unknown
            } else if let token = added[id] {
                piece.type = token.isSpecial ? .control : .userDefined
                if !token.isSpecial { try check(token) }
            } else if fallsBackToBytes, TokenNames.byte(piece.name) != nil {
                piece.type = .byte
            }
            pieces.append(piece)
        }
    }

    /// SentencePiece finds a user-defined symbol in the text as it is, and goes on normalising across it.
    private func check(_ token: AddedToken) throws(DataError) {
        let isPlain = !token.isWholeWord && !token.stripsLeft && !token.stripsRight && !token.content.contains(" ")
        guard isPlain, !addsDummyPrefix, !removesExtraSpaces, charsmap.isEmpty || !token.isNormalized else {
            throw SentencePieceSettings.refusal("the added token '\(token.content)' as it is found in text")
        }
    }

    /// Gives pieces the order of their merges for a score, where SentencePiece, which merges any two parts that make a
    /// piece, then merges the same.
    private mutating func score(_ model: CharacterBPE) throws(DataError) {
        var rank = -1
        var last: Int32 = -1
        var listed: Set<TokenPair> = []
        var ranks = [Int32: Int]()
        for merge in model.merges {
            listed.insert(merge.pair)
            guard merge.id != last else { continue }
            (rank, last) = (rank + 1, merge.id)
            guard ranks.updateValue(rank, forKey: last) == nil else {
                throw SentencePieceSettings.refusal("merges that make '\(name(last))' at different ranks")
            }
        }
        for id in pieces.indices where pieces[id].type == .normal {
            try checkParts(Int32(truncatingIfNeeded: id), model, listed)
            pieces[id].score = -Float(ranks[Int32(truncatingIfNeeded: id)] ?? rank + 1 + id)
        }
    }

    private func name(_ id: Int32) -> String { Self.text(pieces[Int(id)].name) }

    /// Whether each two parts of a piece that can come up are a merge.
    private func checkParts(_ id: Int32, _ model: CharacterBPE, _ listed: Set<TokenPair>) throws(DataError) {
        let name = pieces[Int(id)].name
        /// The piece that a part is, or -1 for a character that is none; nil for what never comes up.
        func part(_ bytes: ArraySlice<UInt8>) -> Int32? {
            if let id = model.names.id(of: Array(bytes)), pieces[Int(id)].type == .normal { return id }
            return bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 } ? -1 : nil
        }
        for cut in name.indices.dropFirst() where name[cut] & 0xC0 != 0x80 {
            guard let first = part(name[..<cut]), let second = part(name[cut...]) else { continue }
            if first >= 0, second >= 0, listed.contains(TokenPair(first, second)) { continue }
            throw SentencePieceSettings.refusal(
                "the token '\(Self.text(name))', of which no merge makes '\(Self.text(Array(name[..<cut])))' and "
                    + "'\(Self.text(Array(name[cut...])))'")
        }
    }

    /// What the file says of the model beside its pieces.
    private mutating func specify() {
        var normalizer = ProtobufWriter()
        normalizer.append(1, Array("user_defined".utf8))
        normalizer.append(2, charsmap)
        normalizer.append(3, addsDummyPrefix)
        normalizer.append(4, removesExtraSpaces)
        normalizer.append(5, escapesSpaces)
        var trainer = ProtobufWriter()
        trainer.append(3, algorithm.rawValue)
        trainer.append(35, fallsBackToBytes)
        if let unknown = pieces.firstIndex(where: { $0.type == .unknown }) {
            trainer.append(40, UInt64(unknown))
            trainer.append(45, pieces[unknown].name)
        }
        specifications = [(2, trainer.bytes), (3, normalizer.bytes)]
    }
}
