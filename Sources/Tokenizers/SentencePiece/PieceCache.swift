internal import Records

/// Pieces of words met before, and room for the text at work. One a thread. A class because it lasts from text to text.
final class PieceCache {
    struct Piece {
        /// In the word.
        var end: Int32
        var id: Int32
    }

    let owner: SentencePiece
    var normalized: [UInt8] = []
    var origins: [Int32]?
    var path: [(start: Int, end: Int, id: Int32)] = []
    private var words = ByteTable()
    private var pieces: [Piece] = []
    private var bounds: [Int] = [0]

    private static let maximumWordBytes = 64
    private static let maximumBytes = 8 << 20

    init(_ owner: SentencePiece) { self.owner = owner }

    /// Gives the pieces of a word, made by `encode` if it is new.
    ///
    /// - Parameter offset: added to the places given.
    func forEachPiece(
        _ word: UnsafeBufferPointer<UInt8>, offset: Int, _ body: (_ start: Int, _ end: Int, _ id: Int32) -> Void,
        encode: (UnsafeBufferPointer<UInt8>) -> [Piece]
    ) {
        guard word.count <= Self.maximumWordBytes else {
            return encode(word).withUnsafeBufferPointer { Self.give($0, offset, body) }
        }
        if words.strings.bytes.count > Self.maximumBytes {
            words = ByteTable()
            pieces.removeAll(keepingCapacity: true)
            bounds = [0]
        }
        let index = words.insert(word.span)
        if index + 1 == bounds.count {
            pieces += encode(word)
            bounds.append(pieces.count)
        }
        pieces.withUnsafeBufferPointer {
            Self.give(UnsafeBufferPointer(rebasing: $0[bounds[index]..<bounds[index + 1]]), offset, body)
        }
    }

    @inline(__always)
    private static func give(_ pieces: UnsafeBufferPointer<Piece>, _ offset: Int, _ body: (Int, Int, Int32) -> Void) {
        var start = offset
        for piece in pieces {
            body(start, offset + Int(piece.end), piece.id)
            start = offset + Int(piece.end)
        }
    }
}
