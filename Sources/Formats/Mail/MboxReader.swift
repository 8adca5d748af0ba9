import Records

/// A message is a document: the text of its parts, subject, sender, date and what it answers in `rest`; it is called by
/// its Message-ID.
struct MboxReader: Source {
    private var frames: MboxFrames
    private let origin: RecordOrigin

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        frames = try MboxFrames(bytes, maximumBytes: options.maximumRecordBytes.bytes)
        origin = RecordOrigin(bytes.piece)
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            guard let frame = try frames.next() else { return false }
            let input = frames.input
            let window = input.window
            do throws(RecordFault) {
                if let fault = frame.fault { throw fault }
                append(try MailMessage(window.extracting(frame.message)), frame.offset, to: &batch)
            } catch {
                let bytes = window.extracting(first: frame.extent)
                batch.bad.append(
                    origin.bad(error, offset: frame.offset, length: frame.length, line: frame.line, beginning: bytes))
            }
            frames.pass(frame)
        }
        return true
    }

    private func append(_ message: MailMessage, _ offset: Int, to batch: inout Batch) {
        batch.texts.append(message.text)
        if message.id.isEmpty { origin.appendId(offset: offset, to: &batch) } else { batch.ids.append(message.id) }
        batch.languages.append([])
        origin.appendSource(to: &batch)
        batch.rest.append { JSONText.appendMembers(message.members, to: &$0) }
        batch.endRecord(offset: offset)
    }
}
