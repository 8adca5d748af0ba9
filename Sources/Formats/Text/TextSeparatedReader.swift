import Records

/// Plain text whose documents lie between occurrences of a string. Blank ones are none; of the others every byte counts.
struct TextSeparatedReader: Source {
    private let input: ByteInput
    private let separator: TextSeparator
    private let origin: RecordOrigin
    private let maximumBytes: Int
    /// Documents that start here or later are another piece's.
    private let end: Int
    /// Bytes of the window before which no separator begins.
    private var searched = 0

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        guard let separator = TextSeparator(options.separator) else {
            throw DataError(
                "there is no separator between the documents", file: bytes.piece.file, mend: "give one with --separator"
            )
        }
        // From where the separator before the first document may be.
        let start = max(bytes.piece.range.lowerBound, 0)
        self.separator = separator
        input = try bytes.open(from: max(start - separator.bytes.count, 0))
        end = input.isPlainFile ? bytes.piece.range.upperBound : Int.max
        origin = RecordOrigin(bytes.piece)
        maximumBytes = options.maximumRecordBytes.bytes
        if start > 0 { try skipBegunDocument() }
    }

    private mutating func skipBegunDocument() throws(DataError) {
        while input.offset < end, skipToSeparator() == nil {
            guard try input.fill() else { return consume(input.window.count) }
        }
    }

    mutating func read(into batch: inout Batch, limit: Batch.Limit) throws(DataError) -> Bool {
        while batch.hasRoom(limit) {
            guard try readDocument(&batch) else { return false }
        }
        return true
    }

    /// - Returns: false when there is no further document.
    private mutating func readDocument(_ batch: inout Batch) throws(DataError) -> Bool {
        let input = input
        guard input.offset < end else { return false }
        while true {
            if let found = separator.first(in: input.window, from: searched) {
                take(found, &batch)
                consume(found + separator.bytes.count)
                return true
            }
            searched = max(input.window.count - separator.bytes.count + 1, 0)
            if searched > maximumBytes {
                try passTooLong(&batch)
                return true
            }
            if try input.fill() { continue }
            take(input.window.count, &batch)
            consume(input.window.count)
            return false
        }
    }

    private mutating func consume(_ count: Int) {
        input.consume(count)
        searched = 0
    }

    /// Takes the window's first `length` bytes as a document.
    private func take(_ length: Int, _ batch: inout Batch) {
        let input = input
        var document = input.window.extracting(first: length)
        if input.offset == 0, length >= 3, document[0] == 0xEF, document[1] == 0xBB, document[2] == 0xBF {
            document = document.extracting(3...)
        }
        if PlainText.isBlank(document) { return }
        do throws(RecordFault) {
            if document.count > maximumBytes { throw .tooLong(limit: maximumBytes) }
            try origin.appendText(document, offset: input.offset, to: &batch)
        } catch {
            batch.bad.append(origin.bad(error, offset: input.offset, length: length, beginning: document))
        }
    }

    private mutating func passTooLong(_ batch: inout Batch) throws(DataError) {
        let input = input
        let start = input.offset
        let beginning = input.window.extracting(first: BadRecord.quotedBytes).withUnsafeBufferPointer { Array($0) }
        var length: Int?
        while length == nil {
            length = skipToSeparator().map { $0 - separator.bytes.count - start }
            if length == nil { guard try input.fill() else { break } }
        }
        batch.bad.append(
            origin.bad(
                .tooLong(limit: maximumBytes), offset: start,
                length: length ?? input.offset + input.window.count - start,
                beginning: beginning.span))
        if length == nil { consume(input.window.count) }
    }

    /// Passes what is in the window up to the end of the next separator, or up to where one may have begun.
    ///
    /// - Returns: offset of the byte after the separator.
    private mutating func skipToSeparator() -> Int? {
        let length = separator.bytes.count
        let found = separator.first(in: input.window, from: searched)
        consume(found.map { $0 + length } ?? max(input.window.count - length + 1, 0))
        return found == nil ? nil : input.offset
    }
}
