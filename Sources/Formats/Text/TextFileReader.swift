import Records

/// Plain text whose only document is the whole file.
struct TextFileReader: Source {
    private let file: WholeFile

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        file = try WholeFile(bytes, options)
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        guard try file.load(&batch) else { return false }
        let input = file.input
        let bytes = input.window
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        do throws(RecordFault) {
            try file.origin.appendText(bytes.extracting((hasMark ? 3 : 0)...), offset: 0, to: &batch)
        } catch {
            batch.bad.append(file.origin.bad(error, offset: 0, length: bytes.count, beginning: bytes))
        }
        return false
    }
}
