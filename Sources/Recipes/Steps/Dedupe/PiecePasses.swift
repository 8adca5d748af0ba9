internal import Dedup
internal import Records

/// The passes of deduplication of pieces of documents: hash each, find those that are equal, cut them out.
struct PiecePasses {
    let step: String
    let configuration: DedupeOptions
    let options: PieceOptions

    init(_ configuration: DedupeOptions, _ options: PieceOptions, step: String) {
        self.configuration = configuration
        self.step = step
        self.options = options
    }

    var descriptions: [PassDescription] {
        let (from, work) = (configuration.from + "/", "\(Workspace.hidden)/work/\(step)/")
        return hashing(from, work) + [
            PassDescription(
                name: step + "/repeats", kind: .reduce, reads: [work], writes: [work],
                does: "find what stood in the corpus before"),
            PassDescription(
                name: step + "/apply", kind: .map, reads: [from, work],
                writes: (configuration.reportOnly ? [] : PassDescription.recordFiles(step)) + ["removed/\(step)/"],
                does: configuration.reportOnly ? "say what repeats" : "cut out what repeats"),
        ]
    }

    private func hashing(_ from: String, _ work: String) -> [PassDescription] {
        switch options.method {
        case .lines(let lines):
            let pieces = lines.span == 1 ? "each \(lines.piece)" : "each \(lines.span) \(lines.piece)s in a row"
            return [
                PassDescription(
                    name: step + "/hash", kind: .map, reads: [from], writes: [work], does: "hash \(pieces)")
            ]
        case .substring(let substring):
            let length = "\(substring.leastLength) \(substring.unit)"
            return [
                PassDescription(
                    name: step + "/anchors", kind: .map, reads: [from], writes: [work],
                    does: "divide each \(length) in a row by anchors"),
                PassDescription(
                    name: step + "/shared", kind: .reduce, reads: [work], writes: [work], does: "find shared anchors"),
                PassDescription(
                    name: step + "/windows", kind: .map, reads: [from, work], writes: [work],
                    does: "hash each \(length) beside a shared anchor"),
            ]
        }
    }
}
