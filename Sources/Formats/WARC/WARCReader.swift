import Records

/// A record of a web archive is a document if it holds text: a page that a server sent, a file of HTML or plain text,
/// the plain text that was made of one (WET), or the JSON that was gathered about one (WAT).
///
/// Requests, descriptions of the crawl, and revisits, which repeat what another record holds, are passed over, as are
/// answers that are no success and media that are no text; `warcTypes` picks others, whose blocks are taken as text.
/// Not split: bytes that look like a gzip member's beginning may lie within one, stored archives in archives above all.
struct WARCReader: Source {
    private var frames: WARCFrames
    private let origin: RecordOrigin
    private let maximumBytes: Int
    private let types: [WARCType]?

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        maximumBytes = options.maximumRecordBytes.bytes
        frames = try WARCFrames(bytes, maximumBytes: maximumBytes)
        origin = RecordOrigin(bytes.piece)
        types = options.warcTypes
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            guard let frame = try frames.next() else { return false }
            switch frame {
            case .bad(let fault, let offset, let length, let beginning):
                batch.bad.append(origin.bad(fault, offset: offset, length: length, beginning: beginning.span))
            case .record(let record, let block, let offset):
                let input = frames.input
                let bytes = input.window
                do throws(RecordFault) {
                    guard let document = try document(record, bytes.extracting(block)) else { continue }
                    append(document, record, offset, to: &batch)
                } catch {
                    let beginning = bytes.extracting(first: BadRecord.quotedBytes)
                    batch.bad.append(
                        origin.bad(error, offset: offset, length: block.upperBound, beginning: beginning))
                }
            }
        }
        return true
    }

    /// - Returns: nil if the record is not a document.
    private func document(_ record: WARCRecord, _ block: Span<UInt8>) throws(RecordFault) -> WARCDocument? {
        guard let type = record.type, types?.contains(type) ?? true else { return nil }
        switch type {
        case .response:
            guard let message = HTTPMessage(block), message.isSuccess else { return nil }
            let type = message.mediaType
            // No other media are unpacked.
            if let type, !WARCDocument.isText(block, type) { return nil }
            let payload = try message.payload(of: block, limit: maximumBytes, isCut: record.isCut)
            return WARCDocument.isText(payload.span, type) ? try WARCDocument.read(payload.span, type) : nil
        case .resource, .conversion:
            return WARCDocument.isText(block, record.mediaType) ? try WARCDocument.read(block, record.mediaType) : nil
        case .metadata where record.mediaType?.isJSON == true: return try WARCDocument.read(json: block)
        default: return types == nil ? nil : try WARCDocument.read(block, MediaType(Array("text/plain".utf8)))
        }
    }

    private func append(_ document: WARCDocument, _ record: WARCRecord, _ offset: Int, to batch: inout Batch) {
        batch.texts.append(document.text)
        if let id = record.id { batch.ids.append(id) } else { origin.appendId(offset: offset, to: &batch) }
        batch.languages.append(document.language.isEmpty ? record.language : document.language)
        origin.appendSource(to: &batch)
        batch.rest.append(Self.members(document, record))
        batch.endRecord(offset: offset)
    }

    private static func members(_ document: WARCDocument, _ record: WARCRecord) -> [UInt8] {
        var output: [UInt8] = []
        let texts = [
            (name: "url", value: record.header["warc-target-uri"] ?? []),
            (name: "date", value: record.header["warc-date"] ?? []), (name: "title", value: document.title),
        ]
        JSONText.appendMembers(texts, to: &output)
        if !document.json.isEmpty {
            output.append(contentsOf: (output.isEmpty ? "" : ",").utf8)
            output.append(contentsOf: "\"metadata\":".utf8)
            JSONText.appendRespelled(document.json.span, to: &output)
        }
        return output
    }
}
