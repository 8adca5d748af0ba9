import Records

/// CSV (RFC 4180) and its tab-separated sister. The first row names the columns; columns that are none of a record's
/// fields become string members of `rest`. Blank lines are no records.
///
/// Of a row that cannot be read, only the first line is given up: a stray quote must not swallow the rows behind it.
struct CSVReader: Source {
    private let input: ByteInput
    private let origin: RecordOrigin
    private let options: SourceOptions
    private let maximumBytes: Int
    private var row: CSVRowScanner
    private var columns: CSVColumns?
    /// 1-based line of the window's first byte, by line feeds.
    private var line = 1
    private var unquoted: [UInt8] = []

    init(_ bytes: PieceInput, _ options: SourceOptions, delimiter: UInt8) throws(DataError) {
        input = try bytes.open()
        origin = RecordOrigin(bytes.piece)
        self.options = options
        maximumBytes = options.maximumRecordBytes.bytes
        row = CSVRowScanner(delimiter: delimiter)
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            guard try readRow(&batch) else { return false }
        }
        return true
    }

    /// - Returns: false at the end of the file.
    private mutating func readRow(_ batch: inout Batch) throws(DataError) -> Bool {
        guard try skipToRow() else { return false }
        let input = input
        row.startRow()
        while true {
            switch row.advance(input.window) {
            case .row(let content, let next):
                try take(content, &batch)
                consume(next)
                return true
            case .fault(let place):
                try giveUpLine(
                    RecordFault(reason: "something follows a closing quote (at byte \(place) of the row)"), &batch)
                return true
            case .needsMore: break
            }
            if input.window.count > maximumBytes {
                try passTooLong(&batch)
                return true
            }
            if try !input.fill() {
                try takeLast(&batch)
                return true
            }
        }
    }

    /// A row that no line break ends.
    private mutating func takeLast(_ batch: inout Batch) throws(DataError) {
        let end = input.window.count
        guard row.finish(at: end) else {
            return try giveUpLine(RecordFault(reason: "a quoted field is not closed"), &batch)
        }
        try take(end, &batch)
        consume(end)
    }

    /// Passes a byte order mark, blank lines, and the line feed after a row that a carriage return has ended.
    private mutating func skipToRow() throws(DataError) -> Bool {
        let input = input
        if input.offset == 0 {
            while input.window.count < 3, try input.fill() {}
            let window = input.window
            if window.count >= 3, window[0] == 0xEF, window[1] == 0xBB, window[2] == 0xBF { input.consume(3) }
        }
        while true {
            if input.window.isEmpty {
                guard try input.fill() else { return false }
                continue
            }
            let byte = input.window[0]
            guard byte == 0x0A || byte == 0x0D else { return true }
            consume(1)
        }
    }

    private mutating func consume(_ count: Int) {
        line += ByteScan.count(0x0A, in: input.window.extracting(first: count))
        input.consume(count)
    }

    private mutating func giveUpLine(_ fault: RecordFault, _ batch: inout Batch) throws(DataError) {
        if columns == nil { throw headerFault(fault.reason) }
        let input = input
        let window = input.window
        let end = ByteScan.first(0x0A, in: window).map { $0 + 1 } ?? window.count
        batch.bad.append(
            origin.bad(
                fault, offset: input.offset, length: end, line: line, beginning: window.extracting(first: end)))
        consume(end)
    }

    private mutating func passTooLong(_ batch: inout Batch) throws(DataError) {
        if columns == nil { throw headerFault("the header row is too long") }
        let input = input
        let start = (offset: input.offset, line: line)
        let beginning = input.window.extracting(first: BadRecord.quotedBytes).withUnsafeBufferPointer { Array($0) }
        passing: while true {
            consume(input.window.count)
            row.forgetBytes()
            guard try input.fill() else { break }
            switch row.advance(input.window) {
            case .needsMore: continue
            case .row(_, let next):
                consume(next)
                break passing
            case .fault(let place):
                consume(ByteScan.first(0x0A, in: input.window, from: place).map { $0 + 1 } ?? input.window.count)
                break passing
            }
        }
        batch.bad.append(
            origin.bad(
                .tooLong(limit: maximumBytes), offset: start.offset, length: input.offset - start.offset,
                line: start.line, beginning: beginning.span))
    }

    private func headerFault(_ reason: String) -> DataError {
        DataError(
            "the header row cannot be read: " + reason, file: origin.file, line: line, mend: "correct the first line")
    }

    /// Takes the window's first `length` bytes as a row: the header, or a record.
    private mutating func take(_ length: Int, _ batch: inout Batch) throws(DataError) {
        let input = input
        let bytes = input.window.extracting(first: length)
        guard let columns else {
            guard UTF8Validation.firstFault(in: bytes) == nil else { throw headerFault("it is not valid UTF-8") }
            var header: [[UInt8]] = []
            for field in row.fields { header.append(CSVText.value(field, of: bytes)) }
            columns = try CSVColumns(header: header, options, file: origin.file)
            return
        }
        do throws(RecordFault) {
            try append(bytes, columns, &batch)
        } catch {
            batch.bad.append(
                origin.bad(error, offset: input.offset, length: length, line: line, beginning: bytes))
        }
    }

    private func append(_ bytes: Span<UInt8>, _ columns: CSVColumns, _ batch: inout Batch) throws(RecordFault) {
        if let fault = UTF8Validation.firstFault(in: bytes) { throw .notUTF8(at: fault) }
        let fields = row.fields
        guard fields.count == columns.roles.count else {
            throw RecordFault(reason: "has \(fields.count) fields where the header has \(columns.roles.count)")
        }
        batch.texts.append { output in
            if let place = columns.text { CSVText.append(fields[place], of: bytes, to: &output) }
        }
        batch.languages.append { output in
            if let place = columns.language { CSVText.append(fields[place], of: bytes, to: &output) }
        }
        if let place = columns.id, !fields[place].range.isEmpty {
            batch.ids.append { CSVText.append(fields[place], of: bytes, to: &$0) }
        } else {
            origin.appendId(offset: input.offset, to: &batch)
        }
        if let place = columns.source, !fields[place].range.isEmpty {
            batch.sources.append { CSVText.append(fields[place], of: bytes, to: &$0) }
        } else {
            origin.appendSource(to: &batch)
        }
        batch.rest.append { CSVText.appendRest(fields, columns, of: bytes, to: &$0) }
        batch.endRecord(offset: input.offset)
    }
}
