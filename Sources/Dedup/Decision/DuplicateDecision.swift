internal import Glibc
package import Records

/// The second half of the reduce side of deduplication: compares the candidates and decides which documents go.
///
/// Documents are taken in the order of their ranks. One goes if it is similar enough to an earlier document *that stays*:
/// nothing is removed by transitivity alone, and for each removed document there is a kept one that is truly as similar.
/// Without verification what shares a key is one cluster, and so is what shares one with that.
package struct DuplicateDecision {
    private let parts: [SignaturePart]
    private let known: Int
    private let options: SearchOptions
    private let memory: Int
    private let scratch: String

    /// As for `CandidateSearch`; besides the buffers it takes eight bytes a document, four if the first one stays.
    package init(parts: [SignaturePart], known: Int, options: SearchOptions, memory: Int, scratch: String) {
        self.parts = parts
        self.known = known
        self.options = options
        self.memory = memory
        self.scratch = scratch
    }

    /// Writes what was decided on each part that is not an index's to `decisions`, by its number among those, and all
    /// removals, by the documents that stay, to `clusters`.
    ///
    /// - Parameter pairs: what `CandidateSearch` wrote.
    package func run(
        pairs: String, decisions: (Int) -> String, clusters: String
    ) throws(DataError) -> ClusterSummary {
        var store = try SignatureStore(parts, known: known)
        var ranks = try Ranks(&store, options.keep, memory: memory / 4, scratch: scratch + ".ranks")
        ranks.invert()
        var byRemoved = PairSorter(prefix: scratch + ".removed", memory: memory / 4)
        var byKept = PairSorter(prefix: scratch + ".kept", memory: memory / 4)
        func record(_ removal: NumberedRemoval) throws(DataError) {
            try byRemoved.append(removal.pair(isByKept: false))
            try byKept.append(removal.pair(isByKept: true))
        }
        let candidates = try PairRun.Reader(PairRun(path: pairs), bufferBytes: 1 << 18)
        let numbers = Numbers(ranks: ranks, known: store.known, count: store.count)
        if options.method.isVerified {
            try verify(candidates, store, numbers, record)
        } else {
            try join(candidates, store, numbers, record)
        }
        var grouped = try byKept.merge()
        var writer = try ClustersWriter(path: clusters, store: store, isVerified: options.method.isVerified)
        while let pair = try grouped.next() { try writer.append(NumberedRemoval(pair, isByKept: true)) }
        var summary = try writer.finish()
        summary.files += try write(byRemoved.merge(), summary.largest, store, decisions)
        return summary
    }

    /// Writes the decision on each part that is not an index's.
    private func write(
        _ removals: PairMerge, _ clusters: [ClusterSummary.Cluster], _ store: SignatureStore, _ path: (Int) -> String
    ) throws(DataError) -> [Receipt.File] {
        var (merge, store) = (removals, store)
        var files: [Receipt.File] = []
        var pending = try merge.next()
        for part in known..<parts.count {
            let shown = clusters.flatMap { cluster in
                [(cluster.kept, true), (cluster.removed, false)].filter { $0.0.part == part }.map { place, isKept in
                    PartDecision.Shown(ordinal: place.ordinal, cluster: cluster.number, isKept: isKept)
                }
            }
            let writer = try PartDecisionWriter(
                path: path(part - known), shown: shown.sorted { $0.ordinal < $1.ordinal })
            while let pair = pending, Int(pair.key >> 32) < store.firsts[part + 1] {
                let removal = NumberedRemoval(pair, isByKept: false)
                try writer.append(
                    Removal(
                        ordinal: Int(removal.removed) - store.firsts[part], similarity: removal.similarity,
                        band: removal.band, keptID: try store.id(removal.kept)))
                pending = try merge.next()
            }
            files.append(try writer.finish())
        }
        return files
    }

    private struct Numbers {
        let ranks: Ranks
        let known: Int
        let count: Int
    }

    /// Candidates in order: the later document first, with the earliest one it may go for.
    private func verify(
        _ candidates: PairRun.Reader, _ store: SignatureStore, _ numbers: Numbers,
        _ record: (NumberedRemoval) throws(DataError) -> Void
    ) throws(DataError) {
        var clusters = Clusters(known: numbers.known, count: numbers.count)
        var comparison = Comparison(store: store, options: options)
        while let pair = try candidates.next() {
            let candidate = CandidatePair(pair)
            guard Int(candidate.later) < numbers.count, clusters.kept(for: candidate.later) == candidate.later else {
                continue
            }
            let kept = clusters.kept(for: candidate.earlier)
            let later = numbers.ranks.rank(candidate.later)
            let (earlier, stays) = (numbers.ranks.rank(candidate.earlier), numbers.ranks.rank(kept))
            var similarity: Double?
            if candidate.kind > 0 {
                // What the two have in common is likely to be in the one that stays for the earlier, too.
                similarity = try comparison.similarity(later, stays)
            } else if try comparison.areCopies(later, earlier) {
                // The first of equal documents may have gone for one that its copies are just as similar to.
                similarity = kept == candidate.earlier ? 1 : try comparison.similarity(earlier, stays)
            }
            if similarity != nil, try !comparison.mayBeDuplicates(later, stays) { similarity = nil }
            guard let similarity else { continue }
            clusters.remove(candidate.later, for: kept)
            try record(
                NumberedRemoval(removed: later, kept: stays, similarity: similarity, band: candidate.kind))
        }
    }

    private func join(
        _ candidates: PairRun.Reader, _ store: SignatureStore, _ numbers: Numbers,
        _ record: (NumberedRemoval) throws(DataError) -> Void
    ) throws(DataError) {
        var clusters = Clusters(known: numbers.known, count: numbers.count)
        while let pair = try candidates.next() {
            let candidate = CandidatePair(pair)
            guard Int(candidate.later) < numbers.count else { continue }
            clusters.join(candidate.later, candidate.earlier)
        }
        var comparison = Comparison(store: store, options: options)
        for rank in numbers.known..<numbers.count {
            let kept = clusters.kept(for: UInt32(rank))
            guard kept != rank else { continue }
            let (removed, stays) = (numbers.ranks.rank(UInt32(rank)), numbers.ranks.rank(kept))
            try record(
                NumberedRemoval(
                    removed: removed, kept: stays, similarity: try comparison.estimate(removed, stays), band: 0))
        }
    }
}
