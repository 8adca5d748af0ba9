internal import Dedup
internal import Records

/// The passes of deduplication of whole documents: sign each, find candidates, read those again if the method compares
/// their sets of shingles, decide, apply.
struct DocumentPasses {
    let step: String
    let configuration: DedupeOptions
    let options: SearchOptions

    init(_ configuration: DedupeOptions, step: String) throws(DataError) {
        self.configuration = configuration
        self.step = step
        options = try configuration.searchOptions()
    }

    /// The removals by cluster, for people and programs.
    var clusters: String { "clusters/\(step).jsonl" }

    /// The sets of shingles of all documents are an index's, too.
    var needsSets: Bool { options.method.comparesSets || configuration.index != nil && options.method.shingle != nil }

    var descriptions: [PassDescription] {
        let (from, work) = (configuration.from + "/", "\(Workspace.hidden)/work/\(step)/")
        let indexes = configuration.against.map { $0 + "/" }
        var passes = [
            PassDescription(name: step + "/sign", kind: .map, reads: [from], writes: [work], does: sign),
            PassDescription(
                name: step + "/candidates", kind: .reduce, reads: [work] + indexes, writes: [work],
                does: "find what shares a key"),
        ]
        if needsSets {
            passes.append(
                PassDescription(
                    name: step + "/sets", kind: .map, reads: [from, work], writes: [work],
                    does: "shingle \(configuration.index == nil ? "candidates" : "all") again, to compare them"))
        }
        passes.append(
            PassDescription(
                name: step + "/decide", kind: .reduce, reads: [work] + indexes, writes: [work, clusters], does: decide))
        passes.append(
            PassDescription(
                name: step + "/apply", kind: .map, reads: [from, work],
                writes: configuration.reportOnly ? [] : PassDescription.recordFiles(step),
                does: configuration.reportOnly
                    ? "count each duplicate" : "drop each duplicate, naming the document kept"))
        return passes
    }

    private var sign: String {
        switch options.method {
        case .exact: "hash each \(options.field.name)"
        case .minhash(let parameters): "shingle each text, \(parameters.bands) bands of \(parameters.rows)"
        case .simhash: "shingle each text, a fingerprint of 64 bits"
        case .containment: "shingle each text, an eighth of the shingles"
        }
    }

    private var decide: String {
        switch options.method {
        case .exact: "keep one of those that are equal"
        case .minhash(let parameters):
            parameters.verifies
                ? "verify Jaccard ≥ \(parameters.threshold), keep one" : "keep one of those that share a band"
        case .simhash(let options): "verify that at most \(options.distance) bits differ, keep one"
        case .containment(let options): "verify that \(options.threshold) is contained, keep what contains it"
        }
    }
}
