internal import Records

/// From the bands of all parts to candidate pairs (later document, earlier document), sorted, each once.
///
/// A bucket of m documents would give m² pairs. Each document is paired with the `anchors` earliest of its bucket; since
/// a pair shares many buckets, of many sizes, little recall is lost, and the cost stays linear.
struct CandidatePairs {
    let anchors: Int
    /// Bytes for pairs before they are spilled, and for the buffers of merging.
    let memory: Int
    /// Prefix of spill files.
    let scratch: String

    private static let fewestPairs = 1 << 10

    /// - Returns: paths of sorted runs; the caller removes them.
    func spill(_ bands: [String]) throws(DataError) -> [String] {
        var merge = try PairMerge(paths: bands, memory: memory / 4)
        var spilled: [String] = []
        var pairs: [Pair] = []
        let limit = max(Self.fewestPairs, memory / 4 / PairRun.pairBytes)
        var key: UInt64 = 0
        var bucket: [UInt64] = []
        while let entry = try merge.next() {
            if entry.key != key {
                key = entry.key
                bucket.removeAll(keepingCapacity: true)
            }
            for earlier in bucket where earlier != entry.value { pairs.append(Pair(key: entry.value, value: earlier)) }
            if bucket.count < anchors { bucket.append(entry.value) }
            if pairs.count >= limit { try close(&pairs, &spilled) }
        }
        if !pairs.isEmpty { try close(&pairs, &spilled) }
        return spilled
    }

    private func close(_ pairs: inout [Pair], _ spilled: inout [String]) throws(DataError) {
        pairs.sort()
        let path = scratch + ".pairs-\(spilled.count)"
        _ = try PairRun.write(pairs, path: path)
        spilled.append(path)
        pairs.removeAll(keepingCapacity: true)
    }
}
