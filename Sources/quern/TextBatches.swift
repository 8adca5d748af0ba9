internal import Formats
internal import Recipes
internal import Records

/// Records of some inputs, one batch after the other; plain text is read by the line. A record that cannot be read is an
/// error.
struct TextBatches {
    private var records: RecordBatches

    /// - Parameter inputs: files, folders or globs; none is standard input.
    init(_ inputs: [String], languageField: String? = nil) throws(DataError) {
        var options = SourceOptions()
        if let languageField { options.languageField = languageField }
        options.unit = .line
        if inputs.isEmpty { options.format = .text }
        let files = try InputFiles.expand(inputs.isEmpty ? ["-"] : inputs, options).files
        records = RecordBatches(files, options)
    }

    mutating func next() throws(DataError) -> Batch? {
        guard let batch = try records.next() else { return nil }
        if let bad = batch.bad.first {
            throw DataError(bad.reason, file: bad.file, line: bad.line, offset: bad.offset)
        }
        return batch
    }

    mutating func forEach(_ body: (borrowing Batch) throws(DataError) -> Void) throws(DataError) {
        while let batch = try next() { try body(batch) }
    }
}
