import Records

/// A page is a document: its main text, its title in `rest`, its language from `<html lang>`.
struct HTMLReader: Source {
    private let file: WholeFile

    init(_ piece: Part.Piece, _ options: SourceOptions) throws(DataError) {
        file = try WholeFile(piece, options)
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        guard try file.load(&batch) else { return false }
        let input = file.input
        let bytes = input.window
        do throws(RecordFault) {
            try append(bytes, to: &batch)
        } catch {
            batch.bad.append(file.origin.bad(error, offset: 0, length: bytes.count, beginning: bytes))
        }
        return false
    }

    private func append(_ bytes: Span<UInt8>, to batch: inout Batch) throws(RecordFault) {
        let encoding = HTMLEncoding(sniffing: bytes)
        let utf8 = try encoding.decode(bytes)
        let page = HTMLParse.page(utf8.span)
        batch.texts.append { page.appendMainText(to: &$0) }
        file.origin.appendId(offset: 0, to: &batch)
        batch.languages.append(page.language)
        file.origin.appendSource(to: &batch)
        batch.rest.append { output in
            guard !page.title.isEmpty else { return }
            output.append(contentsOf: "\"title\":".utf8)
            JSONText.appendString(page.title.span, to: &output)
        }
        batch.endRecord(offset: 0)
    }
}
