import Records

/// A file is a document: its text without the marks, laid out as that of a page is, its title in `rest`.
struct MarkdownReader: Source {
    private let file: WholeFile

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) { file = try WholeFile(bytes, options) }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        try file.read(into: &batch) { (bytes) throws(RecordFault) in
            let document = MarkdownDocument(try SourceText.decode(bytes))
            let html = try document.html()
            let page = HTMLParse.page(html.span)
            var text: [UInt8] = []
            page.appendWholeText(to: &text)
            let heading = page.blocks.first { $0.headingLevel == 1 }.map { Array(page.text[$0.range]) }
            return FileRecord(text: text, members: [("title", document.title ?? heading ?? [])])
        }
        return false
    }
}
