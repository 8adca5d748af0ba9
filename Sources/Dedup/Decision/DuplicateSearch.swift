package import Records

/// The reduce side of deduplication: finds candidates, verifies them, decides which documents go.
///
/// Documents are taken in their order (part, place in the part). One goes if its Jaccard similarity with an earlier
/// document *that stays* reaches the threshold: nothing is removed by transitivity alone, and for each removed document
/// there is a kept one that is truly as similar.
package struct DuplicateSearch {
    /// A document that stays and those that go for it.
    package struct Cluster: Sendable, Equatable {
        /// Id of the document that stays.
        package var id: String
        package var size: Int
    }

    /// What was found.
    package struct Summary: Sendable {
        package var files: [Receipt.File] = []
        /// Number of clusters by size.
        package var clusterSizes: [Int: Int] = [:]
        /// The largest clusters, the largest first.
        package var largestClusters: [Cluster] = []
    }

    private let paths: [SignatureWriter.Paths]
    private let threshold: Double
    private let memory: Int
    private let scratch: String

    private static let clustersShown = 20

    /// - Parameters:
    ///   - parts: signatures of the parts, by part number.
    ///   - memory: bytes for buffers; results do not depend on it. Besides, it takes about ten bytes a document.
    ///   - scratch: prefix of files that are made and removed again.
    package init(
        parts: [SignatureWriter.Paths], method: SignatureWriter.Method, memory: Int, scratch: String
    ) {
        paths = parts
        self.memory = memory
        self.scratch = scratch
        threshold =
            switch method {
            case .exact: 1
            case .minhash(let parameters): parameters.threshold
            }
    }

    /// Writes the removals of each part to `output(part)`.
    package func run(output: (Int) -> String) throws(DataError) -> Summary {
        let store = try SignatureStore(paths)
        var candidates = try CandidatePairs(store: store, memory: memory / 4, scratch: scratch)
        let keys = try PairMerge(paths: paths.map(\.bands), memory: memory / 4, scratch: scratch + ".keys")
        let spilled = try candidates.spill(keys)
        let pairRuns = ScratchFiles(spilled)
        defer { withExtendedLifetime(pairRuns) {} }
        var verifier = try DuplicateVerifier(store: store, threshold: threshold, copies: candidates.copies)
        var pairs = try PairMerge(paths: spilled, memory: memory / 4, scratch: scratch + ".pairs")
        var summary = Summary()
        var last: Pair?
        var pending = try pairs.next()
        for part in paths.indices {
            let writer = try RemovalsWriter(path: output(part))
            while let pair = pending, Int(pair.key >> 32) <= part {
                if pair != last, let removal = try verifier.verify(pair) { try writer.append(removal) }
                last = pair
                pending = try pairs.next()
            }
            summary.files.append(try writer.finish())
        }
        let clusters = verifier.leaders.clusters(largest: Self.clustersShown)
        summary.clusterSizes = clusters.sizes
        for cluster in clusters.largest {
            summary.largestClusters.append(Cluster(id: try verifier.id(cluster.document), size: cluster.size))
        }
        return summary
    }
}
