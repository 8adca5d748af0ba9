import Records

/// A file read as one record.
struct WholeFile {
    let input: ByteInput
    let maximumBytes: Int
    let origin: RecordOrigin

    init(_ bytes: PieceInput, _ options: SourceOptions) throws(DataError) {
        input = try bytes.open()
        maximumBytes = options.maximumRecordBytes.bytes
        origin = RecordOrigin(bytes.piece)
    }

    /// Brings the whole file into the input's window.
    ///
    /// - Returns: false if there is nothing in it, or too much: then it is passed over and goes to `batch.bad`.
    func load(_ batch: inout Batch) throws(DataError) -> Bool {
        guard try input.fillWhole(limit: maximumBytes) else {
            try passTooLong(&batch)
            return false
        }
        return !input.window.isEmpty
    }

    /// Reads the file as one record, by what `make` makes of its bytes.
    func read(
        into batch: inout Batch, _ make: (Span<UInt8>) throws(RecordFault) -> FileRecord
    ) throws(DataError) {
        guard try load(&batch) else { return }
        let input = input
        let bytes = input.window
        do throws(RecordFault) {
            origin.append(try make(bytes), to: &batch)
        } catch {
            batch.bad.append(origin.bad(error, offset: 0, length: bytes.count, beginning: bytes))
        }
    }

    private func passTooLong(_ batch: inout Batch) throws(DataError) {
        let beginning = input.window.extracting(first: BadRecord.quotedBytes).withUnsafeBufferPointer { Array($0) }
        repeat { input.consume(input.window.count) } while try input.fill()
        batch.bad.append(
            origin.bad(.tooLong(limit: maximumBytes), offset: 0, length: input.offset, beginning: beginning.span))
    }
}
