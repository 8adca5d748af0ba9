import Records

/// Plain text whose documents are lines. Blank lines are none.
struct TextLinesReader: Source {
    private var lines: LineFrames
    private let origin: RecordOrigin
    private let maximumBytes: Int

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        maximumBytes = options.maximumRecordBytes.bytes
        lines = try LineFrames(bytes, maximumBytes: maximumBytes)
        origin = RecordOrigin(bytes.piece)
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            takeOrdinary(&batch, limit)
            guard batch.hasRoom(limit) else { break }
            guard let frame = try lines.next() else { return false }
            append(frame, to: &batch)
            lines.pass(frame)
        }
        return true
    }

    /// Lines without anything about them, one after the other.
    private mutating func takeOrdinary(_ batch: inout Batch, _ limit: Batch.Limit) {
        lines.takeOrdinary { line, offset in
            if PlainText.isBlank(line) { return true }
            guard batch.hasRoom(limit), UTF8Validation.firstFault(in: line) == nil else { return false }
            origin.beginText(line, offset: offset, in: &batch)
            return true
        }
        origin.endTexts(in: &batch)
    }

    private mutating func append(_ frame: LineFrame, to batch: inout Batch) {
        if let (length, beginning) = frame.tooLong {
            batch.bad.append(
                origin.bad(
                    .tooLong(limit: maximumBytes), offset: frame.offset, length: length, line: lines.lineNumber(),
                    beginning: beginning.span))
            return
        }
        let input = lines.input
        let line = input.window.extracting(frame.content)
        if PlainText.isBlank(line) { return }
        do throws(RecordFault) {
            try origin.appendText(line, offset: frame.offset, to: &batch)
        } catch {
            batch.bad.append(
                origin.bad(
                    error, offset: frame.offset, length: frame.content.count, line: lines.lineNumber(), beginning: line)
            )
        }
    }
}
