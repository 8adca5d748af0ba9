import Records

/// A file that is one JSON array of objects, or objects one after the other, streamed object by object.
struct JSONValuesReader: Source {
    private var values: JSONValueFrames
    private var parser: JSONRecordParser
    private let origin: RecordOrigin
    private let maximumBytes: Int

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        maximumBytes = options.maximumRecordBytes.bytes
        values = try JSONValueFrames(bytes, maximumBytes: maximumBytes)
        origin = RecordOrigin(bytes.piece)
        parser = try JSONRecordParser(options, origin: origin)
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            guard let frame = try values.next() else { return false }
            append(frame, to: &batch)
            values.pass(frame)
        }
        return true
    }

    private mutating func append(_ frame: LineFrame, to batch: inout Batch) {
        if let (length, beginning) = frame.tooLong {
            batch.bad.append(
                origin.bad(
                    .tooLong(limit: maximumBytes), offset: frame.offset, length: length, line: values.line,
                    beginning: beginning.span))
            return
        }
        let input = values.input
        let value = input.window.extracting(frame.content)
        do throws(RecordFault) {
            try parser.append(value, offset: frame.offset, to: &batch)
        } catch {
            batch.bad.append(
                origin.bad(
                    error, offset: frame.offset, length: frame.content.count, line: values.line, beginning: value))
        }
    }
}
