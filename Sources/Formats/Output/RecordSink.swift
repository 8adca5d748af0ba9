package import Records

/// Writes the records that were kept, in order, to one file.
package struct RecordSink: Sink {
    /// nil where Parquet is written.
    private let file: CompressedFile?
    private var parquet: ParquetRecordWriter?
    private let name: String
    private let format: OutputFormat
    private var receipt = Receipt()
    private var bytes: [UInt8] = []
    private static let flushBytes = 1 << 18

    /// - Parameters:
    ///   - folder: the output folder.
    ///   - name: the file in it, as receipts call it; its extensions tell format and compression.
    ///   - types: of Parquet's columns, such as `score=double,tags=string[]`; the others follow the records.
    package init(folder: String, name: String, types: String = "") throws(DataError) {
        guard let format = OutputFormat(named: name) else {
            let known = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw DataError(
                "the file's name does not tell a format that can be written", file: name,
                mend: "end it in one of \(known)")
        }
        self.format = format
        self.name = name
        let path = Folder.join(folder, name)
        file = format == .parquet ? nil : try CompressedFile(path: path)
        if format == .parquet {
            parquet = ParquetRecordWriter(path: path, types: try JSONKind.members(named: types))
        }
        if format == .csv { bytes += Array("id,text,language,source,rest\r\n".utf8) }
    }

    package mutating func write(_ batch: Batch) throws(DataError) {
        for index in 0..<batch.count where batch.isKept(index) {
            switch format {
            case .jsonl: RecordText.appendJSONLine(batch, index, to: &bytes)
            case .csv: RecordText.appendCSVRow(batch, index, to: &bytes)
            case .text: RecordText.appendTextLine(batch, index, to: &bytes)
            case .parquet: try parquet?.append(batch, index)
            }
            receipt.written += 1
            if bytes.count >= Self.flushBytes { try flush() }
        }
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
