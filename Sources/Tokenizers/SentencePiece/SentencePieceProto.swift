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
            guard case .bytes(let range) = value else { continue }
            if field != 1 { specifications.append((field, Array(bytes[range]))) }
            switch field {
            case 1: pieces.append(try Self.piece(bytes, range, file))
            case 2: try readTrainer(ProtobufReader(bytes, range, file: file), bytes)
            case 3: try readNormalizer(ProtobufReader(bytes, range, file: file), bytes)
            case 5: try Self.refuseDenormalizer(ProtobufReader(bytes, range, file: file), file)
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

    private static func piece(_ bytes: [UInt8], _ range: Range<Int>, _ file: String) throws(DataError) -> Piece {
        var piece = Piece()
        var reader = ProtobufReader(bytes, range, file: file)
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (1, .bytes(let range)): piece.name = Array(bytes[range])
            case (2, .float(let score)): piece.score = score
            case (3, .number(let number)):
                guard let type = PieceType(rawValue: number) else {
                    throw DataError("a piece is of the unknown type \(number)", file: file)
                }
                piece.type = type
            default: break
            }
        }
        return piece
    }

    private mutating func readTrainer(_ reader: ProtobufReader, _ bytes: [UInt8]) throws(DataError) {
        var reader = reader
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (3, .number(let number)): algorithm = Algorithm(rawValue: number) ?? .unigram
            case (24, .number(let number)): treatsSpaceAsSuffix = number != 0
            case (35, .number(let number)): fallsBackToBytes = number != 0
            case (44, .bytes(let range)): unknownSurface = Array(bytes[range])
            default: break
            }
        }
    }

    private mutating func readNormalizer(_ reader: ProtobufReader, _ bytes: [UInt8]) throws(DataError) {
        var reader = reader
        while let (field, value) = try reader.next() {
            switch (field, value) {
            case (2, .bytes(let range)): charsmap = Array(bytes[range])
            case (3, .number(let number)): addsDummyPrefix = number != 0
            case (4, .number(let number)): removesExtraSpaces = number != 0
            case (5, .number(let number)): escapesSpaces = number != 0
            default: break
            }
        }
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
