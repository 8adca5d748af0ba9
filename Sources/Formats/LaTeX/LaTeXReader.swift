import Records

/// A file is a paper (see `LaTeXDocument`); its title goes into `rest`. Text that is not UTF-8 is taken for what its bytes
/// look like.
struct LaTeXReader: Source {
    private let file: WholeFile

    init(_ piece: Part.Piece, _ options: SourceOptions) throws(DataError) { file = try WholeFile(piece, options) }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        try file.read(into: &batch) { (bytes) throws(RecordFault) in
            let document = LaTeXDocument(try SourceText.decode(bytes))
            return FileRecord(text: document.text, members: [("title", document.title)])
        }
        return false
    }
}
