internal import Glibc
package import Records

/// The reduce side of deduplication: finds candidates, verifies them, decides which documents go.
///
/// Documents are taken in their order (part, place in the part). One goes if its Jaccard similarity with an earlier
/// document *that stays* reaches the threshold: nothing is removed by transitivity alone, and for each removed document
/// there is a kept one that is truly as similar.
package struct DuplicateSearch {
    /// What was found.
    package struct Summary: Sendable {
        package var files: [Receipt.File] = []
        /// Number of clusters (a kept document and those it stands for) by size.
        package var clusterSizes: [Int: Int] = [:]
    }

    private let paths: [SignatureWriter.Paths]
    private let threshold: Double
    private let candidates: CandidatePairs

    /// Buckets larger than this are compared with their earliest documents only.
    private static let anchors = 16

    /// - Parameters:
    ///   - parts: signatures of the parts, by part number.
    ///   - scratch: prefix of files that are made and removed again.
    package init(
        parts: [SignatureWriter.Paths], method: SignatureWriter.Method, memory: Int, scratch: String
    ) {
        paths = parts
        switch method {
        case .exact:
            threshold = 1
            candidates = CandidatePairs(anchors: 1, memory: memory, scratch: scratch)
        case .minhash(let parameters):
            threshold = parameters.threshold
            candidates = CandidatePairs(anchors: Self.anchors, memory: memory, scratch: scratch)
        }
    }

    /// Writes the removals of each part to `output(part)`.
    package func run(output: (Int) -> String) throws(DataError) -> Summary {
        var readers: [SignatureReader] = []
        for part in paths { readers.append(try SignatureReader(part)) }
        let spilled = try candidates.spill(paths.map(\.bands))
        defer { for path in spilled { unlink(path) } }
        var merge = try PairMerge(paths: spilled, memory: candidates.memory / 4)
        var verifier = DuplicateVerifier(readers: readers, threshold: threshold)
        var summary = Summary()
        var pending = try merge.next()
        for part in readers.indices {
            let writer = try RemovalsWriter(path: output(part))
            while let pair = pending, Int(pair.key >> 32) == part {
                if let removal = try verifier.verify(pair) { try writer.append(removal) }
                pending = try merge.next()
            }
            summary.files.append(try writer.finish())
        }
        summary.clusterSizes = verifier.clusterSizes
        return summary
    }
}
