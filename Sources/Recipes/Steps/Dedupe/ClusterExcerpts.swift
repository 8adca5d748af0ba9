internal import Records

/// The texts that a report shows of one of the largest clusters: the document that stays and one that goes for it. In a
/// receipt they stand among the samples.
struct ClusterExcerpts {
    var cluster: Int
    var kept: Receipt.Sample
    var removed: Receipt.Sample

    /// What the rule of such a sample begins with; the cluster's number follows.
    static let rule = "cluster/"
    static let characters = 1200
    /// Notes of the samples.
    static let kept = "kept"
    static let removed = "removed"

    /// Those of a receipt, in the order of clusters. One whose document lies in an index shows nothing.
    static func all(in receipt: Receipt) -> [ClusterExcerpts] {
        let samples = receipt.samples.filter { $0.rule.hasPrefix(rule) }
        return samples.compactMap { sample in
            guard sample.note == kept, let cluster = Int(sample.rule.dropFirst(rule.count)),
                let removed = samples.first(where: { $0.rule == sample.rule && $0.note == removed })
            else { return nil }
            return ClusterExcerpts(cluster: cluster, kept: sample, removed: removed)
        }.sorted { $0.cluster < $1.cluster }
    }
}
