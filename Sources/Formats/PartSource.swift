package import Records

/// Reads the pieces of a part one after the other, each in its file's format.
package struct PartSource: Source {
    private let pieces: [Part.Piece]
    private let options: SourceOptions
    private var next = 0
    private var reader: (any Source)?
    private var fault: DataError?

    package init(_ part: Part, _ options: SourceOptions = SourceOptions()) {
        pieces = part.pieces
        self.options = options
    }

    package mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        if let fault { throw fault }
        do throws(DataError) {
            while batch.hasRoom(limit) {
                if reader == nil {
                    guard next < pieces.count else { return false }
                    reader = try options.align ? AlignedReader(pieces, options) : reader(of: pieces[next])
                    next = options.align ? pieces.count : next + 1
                }
                if try reader?.read(into: &batch, limit: limit) == false { reader = nil }
            }
            return true
        } catch {
            // What was read before the fault goes out first; the fault is met again at the next call.
            if batch.count == 0, batch.bad.isEmpty { throw error }
            fault = error
            return true
        }
    }

    private func reader(of piece: Part.Piece) throws(DataError) -> any Source {
        if Archive.isNamed(by: piece.file) { return try ArchiveReader(piece, options) }
        return try options.format(of: piece.file).makeReader(PieceInput(piece), options)
    }
}
