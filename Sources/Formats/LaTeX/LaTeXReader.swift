import Records

/// A file is a paper (see `LaTeXDocument`); its title goes into `rest`. Text that is not UTF-8 is taken for what its bytes
/// look like.
struct LaTeXReader: Source {
    private let file: WholeFile

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) { file = try WholeFile(bytes, options) }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        try file.read(into: &batch) { (bytes) throws(RecordFault) in
            Self.record(of: try SourceText.decode(bytes))
        }
        return false
    }

    static func record(of source: [UInt8]) -> FileRecord {
        let document = LaTeXDocument(source)
        return FileRecord(text: document.text, members: [("title", document.title)])
    }
}
