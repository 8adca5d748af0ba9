import Records

/// XML through libxml2's push parser, a chunk at a time and without a tree.
///
/// Hardened: nothing is loaded from elsewhere, entities stand for a few characters or are refused, and elements nested
/// deeper than `maximumDepth` are a fault. The file's root element tells its dialect, unless a mapping is given.
struct XMLReader: Source {
    static let chunk = 1 << 14
    static let maximumDepth = 512

    private let input: ByteInput
    private let parse: XMLParse
    private var encoding: XMLEncoding?
    private var isAtEnd = false
    /// What ended the document early: it is said after the records that were waiting for the end.
    private var fault: DataError?

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        try options.xml?.check()
        input = try bytes.open()
        let records = XMLRecords(origin: RecordOrigin(bytes.piece), maximumBytes: options.maximumRecordBytes.bytes)
        parse = try XMLParse(records, options.xml, file: bytes.piece.file)
    }

    /// The batch may come to hold a chunk more than its limit: the parser does not stop within one.
    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        swap(&batch, &parse.records.batch)
        defer { swap(&batch, &parse.records.batch) }
        while parse.records.batch.hasRoom(limit) {
            if isAtEnd {
                if try parse.takeWaiting(limit: limit) { continue }
                if let fault { throw fault }
                return false
            }
            do throws(DataError) {
                try readChunk()
            } catch {
                isAtEnd = true
                fault = error
            }
        }
        return true
    }

    private mutating func readChunk() throws(DataError) {
        if input.offset == 0 { try readHead() }
        // A character may lie in two chunks.
        let needed = encoding == nil ? 1 : 8
        while input.window.count < needed, try input.fill() {}
        if input.window.isEmpty {
            isAtEnd = true
            if input.offset > 0 { try parse.finish() }
            return
        }
        let chunk = input.window.extracting(first: Self.chunk)
        guard let encoding else {
            // libxml2 keeps a carriage return at the end of a chunk to itself.
            let count = chunk.count > 1 && chunk[chunk.count - 1] == 0x0D ? chunk.count - 1 : chunk.count
            try parse.push(chunk.extracting(first: count), end: input.offset + count)
            input.consume(count)
            return
        }
        var decoded: [UInt8] = []
        let used = encoding.decode(chunk, isEnd: chunk.count < needed, to: &decoded)
        input.consume(used)
        try parse.push(decoded.span, end: input.offset)
    }

    private mutating func readHead() throws(DataError) {
        while input.window.count < XMLEncoding.sniffedBytes, try input.fill() {}
        let (encoding, mark) = try XMLEncoding.sniff(input.window, file: input.path)
        self.encoding = encoding
        parse.records.cursor.encoding = encoding
        input.consume(mark)
    }
}
