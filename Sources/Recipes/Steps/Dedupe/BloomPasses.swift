internal import Dedup
internal import Records

/// The passes of deduplication by a Bloom filter: hash each document, ask for one after the other, apply.
struct BloomPasses {
    let step: String
    let configuration: DedupeOptions
    let options: BloomOptions

    init(_ configuration: DedupeOptions, _ options: BloomOptions, step: String) throws(DataError) {
        try configuration.refuseIndexes()
        try options.check()
        guard configuration.keep.criteria.isEmpty else {
            throw DataError("of what a Bloom filter has seen the first stays", mend: "leave keep out")
        }
        self.configuration = configuration
        self.options = options
        self.step = step
    }

    /// The filter, for later runs.
    var filter: String { "clusters/\(step).bloom" }

    var descriptions: [PassDescription] {
        let (from, work) = (configuration.from + "/", "\(Workspace.hidden)/work/\(step)/")
        let size = options.items.map {
            " for \($0) documents, \(Figures.bytes(Int(BloomFilter.bytes(items: $0, falsePositives: options.falsePositives))))"
        }
        return [
            PassDescription(
                name: step + "/hash", kind: .map, reads: [from], writes: [work], does: "hash each \(options.by)"),
            PassDescription(
                name: step + "/decide", kind: .reduce, reads: [work] + (options.filter.map { [$0] } ?? []),
                writes: [work, filter], does: "ask a Bloom filter\(size ?? "")"),
            PassDescription(
                name: step + "/apply", kind: .map, reads: [from, work],
                writes: configuration.reportOnly ? [] : PassDescription.recordFiles(step),
                does: configuration.reportOnly ? "count what it has seen" : "drop what it has seen"),
        ]
    }
}
