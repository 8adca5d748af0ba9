import Records

/// A file is a paper (see `LaTeXDocument`); its title goes into `rest`. Text that is not UTF-8 is taken for what its bytes
/// look like.
struct LaTeXReader: Source {
    private let file: WholeFile

    init(_ piece: Part.Piece, _ options: SourceOptions) throws(DataError) { file = try WholeFile(piece, options) }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        guard try file.load(&batch) else { return false }
        let input = file.input
        let bytes = input.window
        do throws(RecordFault) {
            let document = LaTeXDocument(try HTMLEncoding(ofText: bytes, charset: nil).decode(bytes))
            batch.texts.append(document.text)
            file.origin.appendId(offset: 0, to: &batch)
            batch.languages.append("")
            file.origin.appendSource(to: &batch)
            batch.rest.append { output in
                guard !document.title.isEmpty else { return }
                output.append(contentsOf: "\"title\":".utf8)
                JSONText.appendString(document.title.span, to: &output)
            }
            batch.endRecord(offset: 0)
        } catch {
            batch.bad.append(file.origin.bad(error, offset: 0, length: bytes.count, beginning: bytes))
        }
        return false
    }
}
