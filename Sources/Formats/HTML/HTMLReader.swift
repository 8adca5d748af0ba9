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
        var text = try HTMLEncoding(sniffing: bytes).decode(bytes)
        // libxml2 takes a zero byte for the end of its input.
        if ByteScan.first(0, in: text.span) != nil { text = text.map { $0 == 0 ? 0x20 : $0 } }
        let page = try HTMLParse.page(text.span)
        batch.texts.append { output in
            for (place, index) in MainContent.select(page.blocks).enumerated() {
                if place > 0 { output.append(0x0A) }
                let block = page.blocks[index]
                if block.isListItem { output.append(contentsOf: "- ".utf8) }
                output.append(contentsOf: page.text[block.range])
            }
        }
        file.origin.appendId(offset: 0, to: &batch)
        batch.languages.append(page.language)
        file.origin.appendSource(to: &batch)
        batch.rest.append { output in
            guard !page.title.isEmpty else { return }
            output.append(contentsOf: "\"title\":".utf8)
            JSONText.appendString(Self.trimmed(page.title).span, to: &output)
        }
        batch.endRecord(offset: 0)
    }

    private static func trimmed(_ title: [UInt8]) -> [UInt8] {
        title.last == 0x20 ? Array(title.dropLast()) : title
    }
}
