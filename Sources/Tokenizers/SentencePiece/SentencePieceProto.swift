internal import Records

/// A SentencePiece model as its file holds it (google/sentencepiece, src/sentencepiece_model.proto).
struct SentencePieceProto: Sendable {
    enum PieceType: UInt64, Sendable {
        case normal = 1
        case unknown, control, userDefined, unused, byte
    }

    struct Piece: Sendable {
        var name: [UInt8] = []
        var score: Float = 0
        var type = PieceType.normal
    }

    enum Algorithm: UInt64, Sendable {
        case unigram = 1
        case bpe, word, char
    }

    var pieces: [Piece] = []
    var algorithm = Algorithm.unigram
    var treatsSpaceAsSuffix = false
    var fallsBackToBytes = false
    /// What an unknown token is in decoded text.
    var unknownSurface = Array(" \u{2047} ".utf8)
    var charsmap: [UInt8] = []
    var addsDummyPrefix = true
    var removesExtraSpaces = true
    var escapesSpaces = true
    /// How the model was trained, how it normalises and what else there is, as the file has it: field and message.
    var specifications: [(field: Int, message: [UInt8])] = []

    init() {}

    init(_ bytes: [UInt8], file: String) throws(DataError) {
        var reader = ProtobufReader(bytes, file: file)
        while let (field, value) = try reader.next() {
            // 4 was a self-test, of which nothing is left.
            guard case .bytes(let range) = value, 1...5 ~= field else { throw reader.unknown(field, "model") }
            if field != 1 { specifications.append((field, Array(bytes[range]))) }
            let message = ProtobufReader(bytes, range, file: file)
            switch field {
            case 1: pieces.append(try Self.piece(message, bytes, file))
            case 2: try readTrainer(message, bytes)
            case 3: try readNormalizer(message, bytes)
            case 5: try Self.refuseDenormalizer(message, file)
            default: break
            }
        }
        guard !pieces.isEmpty else {
            throw DataError("this is no SentencePiece model: it has no pieces", file: file, mend: "check the path")
        }
    }

    /// Its rules would change decoded text.
    private static func refuseDenormalizer(_ reader: ProtobufReader, _ file: String) throws(DataError) {
        var reader = reader
        while let (field, value) = try reader.next() {
            if case .bytes(let range) = value, field == 2, !range.isEmpty {
                throw DataError("the model has a denormalizer, which is not supported", file: file)
            }
        }
    }

    private static func piece(
        _ reader: ProtobufReader, _ bytes: [UInt8], _ file: String
    ) throws(DataError) -> Piece {
        var reader = reader
        var piece = Piece()
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (1, .bytes(let range)): piece.name = Array(bytes[range])
            case (2, .float(let score)): piece.score = score
            case (3, .number(let number)):
                guard let type = PieceType(rawValue: number) else {
                    throw DataError("a piece is of the unknown type \(number)", file: file)
                }
                piece.type = type
            default: throw reader.unknown(field, "piece")
            }
        }
        return piece
    }

    private mutating func readTrainer(_ reader: ProtobufReader, _ bytes: [UInt8]) throws(DataError) {
        var reader = reader
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (3, .number(let number)):
                guard let known = Algorithm(rawValue: number) else { throw reader.unknown(field, "trainer_spec") }
                algorithm = known
            case (24, .number(let number)): treatsSpaceAsSuffix = number != 0
            case (35, .number(let number)): fallsBackToBytes = number != 0
            case (44, .bytes(let range)): unknownSurface = Array(bytes[range])
            case (3, _), (24, _), (35, _), (44, _): throw reader.unknown(field, "trainer_spec")
            // How it was trained, and its special pieces, which the pieces tell, too.
            case (1...7, _), (10...26, _), (30...36, _), (40...55, _): break
            default: throw reader.unknown(field, "trainer_spec")
            }
        }
    }

    private mutating func readNormalizer(_ reader: ProtobufReader, _ bytes: [UInt8]) throws(DataError) {
        var reader = reader
        while let (field, value) = try reader.next() {
            switch (field, value) {
            // The rule's name, and the rules before they were compiled.
            case (1, .bytes), (6, .bytes): break
            case (2, .bytes(let range)): charsmap = Array(bytes[range])
            case (3, .number(let number)): addsDummyPrefix = number != 0
            case (4, .number(let number)): removesExtraSpaces = number != 0
            case (5, .number(let number)): escapesSpaces = number != 0
            default: throw reader.unknown(field, "normalizer_spec")
            }
        }
    }
}

extension SentencePieceProto {
    /// Why sentencepiece 0.2.3 refuses a model with that piece (src/model_interface.cc, `InitializePieces`).
    func fault(of piece: Piece) -> String? {
        if piece.name.isEmpty { return "is empty" }
        if piece.name.count >= 8000 { return "is longer than 8000 bytes" }
        if piece.name == [0], piece.type == .unused || fallsBackToBytes { return nil }
        if piece.name.contains(0) { return "has a zero byte in it" }
        if !piece.score.isFinite { return "has the score \(piece.score)" }
        guard piece.type == .byte else { return nil }
        if !fallsBackToBytes { return "is that of a byte, though the model does not fall back to bytes" }
        return TokenNames.byte(piece.name) == nil ? "is that of a byte, but not named like one" : nil
    }
}

extension [UInt8] {
    /// Whether no `▁` follows anything but others of its kind.
    var isWithinWord: Bool {
        var hasLetter = false
        var place = 0
        while place < count {
            let isSpace = self[place...].starts(with: SentencePieceNormalizer.space)
            if isSpace && hasLetter { return false }
            if !isSpace { hasLetter = true }
            place += isSpace ? 3 : 1
        }
        return true
    }
}
