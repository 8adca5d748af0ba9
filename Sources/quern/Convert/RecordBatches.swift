internal import Formats
internal import Records

/// The records of some parts, batch by batch, in order.
struct RecordBatches {
    private var parts: ArraySlice<Part>
    private let options: SourceOptions
    private var source: PartSource?

    init(_ parts: [Part], _ options: SourceOptions) {
        self.parts = parts[...]
        self.options = options
    }

    mutating func next() throws(DataError) -> Batch? {
        if source == nil { source = parts.popFirst().map { PartSource($0, options) } }
        guard var reading = source else { return nil }
        var batch = Batch()
        let more = try reading.read(into: &batch, limit: Batch.Limit())
        source = more ? reading : nil
        return batch
    }
}
