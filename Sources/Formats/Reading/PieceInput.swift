import Records

/// What a reader reads: a piece of a file, or an entry of an archive.
struct PieceInput {
    let piece: Part.Piece
    /// nil for a file, which may be opened anywhere and as often as one likes.
    private let entry: ByteInput?

    init(_ piece: Part.Piece) {
        self.piece = piece
        entry = nil
    }

    /// - Parameter entry: can be read but once, from its beginning.
    init(_ entry: ByteInput, source: String) {
        piece = Part.Piece(file: entry.path, source: source, range: 0..<Int.max)
        self.entry = entry
    }

    var isFile: Bool { entry == nil }

    func open(from offset: Int = 0) throws(DataError) -> ByteInput {
        if let entry { return entry }
        return try ByteInput(piece.file, from: offset)
    }
}
