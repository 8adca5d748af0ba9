import Records

/// A page is a document: its main text, its title in `rest`, its language from `<html lang>`.
struct HTMLReader: Source {
    private let file: WholeFile

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) { file = try WholeFile(bytes, options) }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        try file.read(into: &batch) { (bytes) throws(RecordFault) in
            let utf8 = try TextEncoding(sniffing: bytes).decode(bytes)
            let page = HTMLParse.page(utf8.span)
            var text: [UInt8] = []
            page.appendMainText(to: &text)
            return FileRecord(text: text, language: page.language, members: [("title", page.title)])
        }
        return false
    }
}
