package import Records

/// Writes the records that were kept, in order, to one file.
package struct RecordSink: Sink {
    /// nil where Parquet is written.
    private let file: CompressedFile?
    private var parquet: ParquetRecordWriter?
    private let name: String
    private let format: OutputFormat
    private let columns: RecordColumns
    private var receipt = Receipt()
    private var bytes: [UInt8] = []
    private static let flushBytes = 1 << 18

    /// - Parameters:
    ///   - folder: the output folder.
    ///   - name: the file in it, as receipts call it; its extensions tell format and compression.
    ///   - columns: which fields are written.
    ///   - types: of Parquet's columns, such as `score=double,tags=string[]`; the others follow the records.
    package init(
        folder: String, name: String, columns: RecordColumns = .all, types: String = ""
    ) throws(DataError) {
        guard let format = OutputFormat(named: name) else {
            let known = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw DataError(
                "the file's name does not tell a format that can be written", file: name,
                mend: "end it in one of \(known)")
        }
        self.format = format
        self.name = name
        self.columns = columns
        let path = Folder.join(folder, name)
        file = format == .parquet ? nil : try CompressedFile(path: path)
        if format == .parquet {
            parquet = ParquetRecordWriter(path: path, columns, types: try JSONKind.members(named: types))
        }
        if format == .csv { RecordText.appendCSVHeader(columns, to: &bytes) }
    }

    package mutating func write(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count where batch.isKept(index) { try append(batch, index) }
    }

    package mutating func append(_ batch: Batch, _ index: Int) throws(DataError) {
        switch format {
        case .jsonl: try RecordText.appendJSONLine(batch, index, columns, to: &bytes)
        case .csv: try RecordText.appendCSVRow(batch, index, columns, to: &bytes)
        case .text: RecordText.appendTextLine(batch, index, to: &bytes)
        case .parquet: try parquet?.append(batch, index)
        }
        receipt.written += 1
        if bytes.count >= Self.flushBytes { try flush() }
    }

    private mutating func flush() throws(DataError) {
        try file?.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    package mutating func finish() throws(DataError) -> Receipt {
        try flush()
        if let file { receipt.files.append(try file.commit(as: name)) }
        if var written = try parquet?.finish() {
            written.path = name
            receipt.files.append(written)
        }
        return receipt
    }
}
