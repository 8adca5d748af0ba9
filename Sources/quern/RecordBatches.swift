internal import Formats
internal import Records

/// The records of files, batch by batch, in the files' order.
struct RecordBatches {
    private var source: PartSource
    private var isAtEnd = false

    init(_ files: [Part.File], _ options: SourceOptions) {
        source = PartSource(Part(index: 0, pieces: Part.divide(files, target: .max / 2).flatMap(\.pieces)), options)
    }

    mutating func next() throws(DataError) -> Batch? {
        if isAtEnd { return nil }
        var batch = Batch()
        isAtEnd = try !source.read(into: &batch, limit: Batch.Limit())
        return batch
    }
}
