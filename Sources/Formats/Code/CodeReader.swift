import Records

/// A source file is a document; its rest says the programming language by the file's name, and the licence that its header
/// names. Text that is not UTF-8 is taken for what its bytes look like.
struct CodeReader: Source {
    private let file: WholeFile

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) { file = try WholeFile(bytes, options) }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        let path = file.origin.file
        try file.read(into: &batch) { (bytes) throws(RecordFault) in
            let text = try SourceText.decode(bytes)
            let licence = LicenceHeader.licence(of: text.span) ?? ""
            let members = [
                ("path", path), ("programming_language", ProgrammingLanguage.name(of: path) ?? ""),
                ("licence", licence),
            ]
            return FileRecord(text: text, members: members.map { (name: $0, value: Array($1.utf8)) })
        }
        return false
    }
}
