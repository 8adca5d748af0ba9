internal import Records

/// A SentencePiece model at work: normalises a text, cuts it into pieces, and puts pieces together again
/// (google/sentencepiece 0.2.3, src/sentencepiece_processor.cc).
final class SentencePiece: Sendable {
    enum Model: Sendable {
        case unigram(SentencePieceUnigram)
        case bpe(SentencePieceBPE)
        /// Pieces between spaces, or single characters: what is no piece is unknown.
        case word, character
    }

    let proto: SentencePieceProto
    let names: TokenNames
    let normalizer: SentencePieceNormalizer
    let model: Model
    private let symbols: PrefixTree?
    let unknown: Int32
    /// Ids of the bytes' pieces; empty unless the model falls back to them.
    private let byteIDs: [Int32]
    /// Whether no piece, nor what is normalised, reaches over the beginning of a word, so that words can be encoded one by
    /// one.
    let encodesWords: Bool

    init(_ proto: SentencePieceProto, file: String) throws(DataError) {
        guard proto.pieces.count <= Vocabulary.limit else {
            throw DataError("a model of more than \(Vocabulary.limit) pieces", file: file)
        }
        self.proto = proto
        var names = TokenNames()
        for (id, piece) in proto.pieces.enumerated() {
            if let fault = proto.fault(of: piece) { throw DataError("the piece \(id) \(fault)", file: file) }
            // What no text is made of, and may be there many times.
            if piece.name == [0] { continue }
            guard names.insert(piece.name.span, id: Int32(truncatingIfNeeded: id)) else {
                throw DataError("the piece '\(String(decoding: piece.name, as: UTF8.self))' is there twice", file: file)
            }
        }
        self.names = names
        let unknowns = proto.pieces.indices.filter { proto.pieces[$0].type == .unknown }
        guard unknowns.count == 1 else {
            throw DataError("the model has not one unknown piece, but \(unknowns.count)", file: file)
        }
        unknown = Int32(truncatingIfNeeded: unknowns[0])
        func words(_ types: Set<SentencePieceProto.PieceType>) -> [(word: [UInt8], value: Int32)] {
            proto.pieces.enumerated().filter { types.contains($1.type) && $1.name != [0] }.map {
                ($1.name, Int32(truncatingIfNeeded: $0))
            }
        }
        let defined = words([.userDefined])
        let symbols = defined.isEmpty ? nil : PrefixTree(defined)
        self.symbols = symbols
        normalizer = try SentencePieceNormalizer(proto, symbols: symbols, file: file)
        let texts = words([.normal, .userDefined, .unused])
        model =
            switch proto.algorithm {
            case .unigram:
                .unigram(
                    SentencePieceUnigram(proto, tree: PrefixTree(words([.normal, .userDefined])), unknown: unknown))
            case .bpe: .bpe(SentencePieceBPE(proto, names: texts, symbols: symbols, unknown: unknown))
            case .word: .word
            case .char: .character
            }
        byteIDs = try proto.fallsBackToBytes ? Self.byteIDs(names, file) : []
        // How an unused piece is taken apart may depend on other words.
        encodesWords =
            (proto.algorithm == .unigram || proto.algorithm == .bpe) && normalizer.keepsWordsApart
            && texts.allSatisfy { $0.word.isWithinWord } && !proto.pieces.contains { $0.type == .unused }
    }

    private static func byteIDs(_ names: TokenNames, _ file: String) throws(DataError) -> [Int32] {
        guard let ids = names.fallback(UInt8.min...UInt8.max) else {
            throw DataError("the model falls back to bytes, but has not all of their pieces", file: file)
        }
        return ids
    }

    /// Gives the ids of a text in order; `origins` are those of `normalize`, if wanted, and `end` the byte of the
    /// normalised text where the piece ends.
    func encode(
        _ text: Span<UInt8>, _ cache: EncodingCache, wantsOrigins: Bool = false,
        _ body: (_ id: Int32, _ end: Int, _ origins: [Int32]) -> Void
    ) {
        let room = cache.pieces(for: self)
        room.origins = wantsOrigins ? [] : nil
        text.withUnsafeBufferPointer { normalizer.normalize($0, into: &room.normalized, origins: &room.origins) }
        let origins = room.origins ?? []
        var unknownEnd = -1
        room.normalized.withUnsafeBufferPointer { normalized in
            forEachPiece(normalized, room, cache.sampler) { start, end, id in
                spell(normalized, start, end, id, &unknownEnd) { body($0, $1, origins) }
            }
        }
        if unknownEnd >= 0 { body(unknown, unknownEnd, origins) }
    }

    /// Gives the ids of a piece: unknown neighbours are one token, or the tokens of their bytes.
    ///
    /// - Parameter unknownEnd: where an unknown token ends that is to be given out once another piece comes, or -1.
    @inline(__always)
    func spell(
        _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ id: Int32, _ unknownEnd: inout Int,
        _ body: (_ id: Int32, _ end: Int) -> Void
    ) {
        if id == unknown, byteIDs.isEmpty {
            unknownEnd = end
            return
        }
        if unknownEnd >= 0 { body(unknown, unknownEnd) }
        unknownEnd = -1
        if id == unknown {
            for place in start..<end { body(byteIDs[Int(text[place])], place + 1) }
        } else {
            body(id, end)
        }
    }

    func forEachPiece(
        _ text: UnsafeBufferPointer<UInt8>, _ room: PieceCache, _ sampler: Sampler?, _ body: (Int, Int, Int32) -> Void
    ) {
        if let sampler { return samplePieces(text, sampler, body) }
        switch model {
        case .unigram(let model):
            room.path.removeAll(keepingCapacity: true)
            model.encode(text) { start, end, id in room.path.append((start, end, id)) }
            for (start, end, id) in room.path.reversed() { body(start, end, id) }
        case .bpe(let model): model.encode(text, room.merger, body)
        case .word: forEachWord(text) { body($0.lowerBound, $0.upperBound, id(text[$0])) }
        case .character:
            var place = 0
            while place < text.count {
                var end = place
                symbols?.forEachPrefix(text, from: place) { reached, _ in end = reached }
                if end == place { end = min(text.count, place + SentencePieceUnigram.characterLength(text[place])) }
                body(place, end, id(text[place..<end]))
                place = end
            }
        }
    }

    /// Of a piece that text is made of.
    private func id(_ piece: Slice<UnsafeBufferPointer<UInt8>>) -> Int32 {
        guard let id = names.id(of: UnsafeBufferPointer(rebasing: piece).span) else { return unknown }
        let type = proto.pieces[Int(id)].type
        return type == .normal || type == .userDefined ? id : unknown
    }

    /// Words with one space before each.
    private func forEachWord(_ text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
        var start = 0
        var place = 0
        while place < text.count {
            let isSpace =
                text[place] == 0xE2 && place + 2 < text.count && text[place + 1] == 0x96 && text[place + 2] == 0x81
            if isSpace, place > start {
                body(start..<place)
                start = place
            }
            place += isSpace ? 3 : 1
        }
        if start < text.count { body(start..<text.count) }
    }

    /// The text of ids.
    func decode(_ ids: [Int32], skippingSpecial: Bool) -> [UInt8] {
        var text: [UInt8] = []
        var bytes: [UInt8] = []
        var isFirst = true
        func flush() {
            guard !bytes.isEmpty else { return }
            // Each byte that is not part of a character is U+FFFD by itself.
            text += AlignedText(bytes.span).bytes
            bytes = []
        }
        for id in ids {
            let piece = proto.pieces[Int(id)]
            if piece.type == .byte, let byte = TokenNames.byte(piece.name) {
                bytes.append(byte)
                continue
            }
            flush()
            if !text.isEmpty { isFirst = false }
            switch piece.type {
            case .control: continue
            case .unknown: text += skippingSpecial ? [] : proto.unknownSurface
            default: text += Self.surface(piece.name, dropsSpace: isFirst && dropsFirstSpace)
            }
            // Where extra spaces go, all those before the text go.
            if !proto.removesExtraSpaces, proto.addsDummyPrefix, piece.name.starts(with: SentencePieceNormalizer.space)
            {
                isFirst = false
            }
        }
        flush()
        return text
    }

    private var dropsFirstSpace: Bool { proto.addsDummyPrefix || proto.removesExtraSpaces }

    private static func surface(_ piece: [UInt8], dropsSpace: Bool) -> [UInt8] {
        var made: [UInt8] = []
        var place = 0
        while place < piece.count {
            guard piece[place...].starts(with: SentencePieceNormalizer.space) else {
                made.append(piece[place])
                place += 1
                continue
            }
            if !(dropsSpace && place == 0) { made.append(0x20) }
            place += 3
        }
        return made
    }
}
