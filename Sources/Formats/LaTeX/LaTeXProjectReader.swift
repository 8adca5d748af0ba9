import Records

/// The documents of an archive's LaTeX files.
struct LaTeXProjectReader: Source {
    private var documents: ArraySlice<LaTeXProject.File>
    private let archive: String
    private let source: String
    private let maximumBytes: Int

    init(_ project: LaTeXProject, archive: String, source: String, _ options: SourceOptions) {
        maximumBytes = options.maximumRecordBytes.bytes
        documents = project.documents(maximumBytes: maximumBytes)[...]
        self.archive = archive
        self.source = source
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit), let file = documents.popFirst() {
            let path = "\(archive)!/\(file.path)"
            let origin = RecordOrigin(Part.Piece(file: path, source: source, range: 0..<file.text.count))
            if file.text.count > maximumBytes {
                let fault = RecordFault.tooLong(limit: maximumBytes)
                batch.bad.append(
                    origin.bad(fault, offset: 0, length: file.text.count, beginning: file.text.span))
            } else {
                origin.append(LaTeXReader.record(of: file.text), to: &batch)
            }
        }
        return !documents.isEmpty
    }
}
