import Records

/// One JSON object a line. Blank lines are no records.
struct JSONLinesReader: Source {
    private var lines: LineFrames
    private var parser: JSONRecordParser
    private let origin: RecordOrigin
    private let maximumBytes: Int

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        maximumBytes = options.maximumRecordBytes.bytes
        lines = try LineFrames(bytes, maximumBytes: maximumBytes)
        origin = RecordOrigin(bytes.piece)
        parser = try JSONRecordParser(options, origin: origin)
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            guard let frame = try lines.next() else { return false }
            append(frame, to: &batch)
            lines.pass(frame)
        }
        return true
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
            try parser.append(line, offset: frame.offset, to: &batch)
        } catch {
            batch.bad.append(
                origin.bad(
                    error, offset: frame.offset, length: frame.content.count, line: lines.lineNumber(), beginning: line)
            )
        }
    }
}
