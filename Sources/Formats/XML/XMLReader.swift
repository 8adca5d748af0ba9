import CXML2
import Records

/// XML through libxml2's push parser, a chunk at a time and without a tree.
///
/// Hardened: nothing is loaded from elsewhere, a document that declares entities is refused before they can be used, and
/// elements nested deeper than `maximumDepth` are. The file's root element tells its dialect.
struct XMLReader: Source {
    static let chunk = 1 << 14
    static let maximumDepth = 512

    private let input: ByteInput
    private let parse: XMLParse
    private var isAtEnd = false

    init(_ piece: Part.Piece, _ options: SourceOptions) throws(DataError) {
        input = try ByteInput(piece.file)
        parse = try XMLParse(
            XMLRecords(origin: RecordOrigin(piece), maximumBytes: options.maximumRecordBytes.bytes), file: piece.file)
    }

    /// The batch may come to hold a chunk more than its limit: the parser does not stop within one.
    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        swap(&batch, &parse.records.batch)
        defer { swap(&batch, &parse.records.batch) }
        while parse.records.batch.hasRoom(limit) {
            if isAtEnd { return false }
            if input.window.isEmpty, try !input.fill() {
                isAtEnd = true
                if input.offset > 0 { try parse.finish() }
                continue
            }
            let piece = input.window.extracting(first: Self.chunk)
            try parse.push(piece)
            input.consume(piece.count)
        }
        return true
    }
}
