package import Records

/// Drops the documents of one part that were decided against. A dropped record says which document stays for it and why,
/// in the members `kept`, `similarity` (or `estimate`) and `band`.
package struct DuplicateStage: Stage {
    /// In order of ordinals.
    private let removals: [Removal]
    private let isVerified: Bool
    package let rules = ["duplicate"]

    package init(removals: [Removal], isVerified: Bool) {
        self.removals = removals
        self.isVerified = isVerified
    }

    package func process(_ batch: inout Batch) throws(DataError) {
        let first = batch.firstOrdinal
        let start = removals.firstPlace { $0.ordinal >= first }
        let here = removals[start...].prefix { $0.ordinal < first + batch.count }
        guard !here.isEmpty else { return }
        var next = here.startIndex
        batch.rest.rewrite { index, rest, output in
            rest.withUnsafeBufferPointer { output.append(contentsOf: $0) }
            guard next < here.endIndex, here[next].ordinal == first + index else { return }
            let start = output.count
            here[next].appendMembers(isVerified: isVerified, to: &output)
            if rest.isEmpty { output.remove(at: start) }  // the comma
            next += 1
        }
        for removal in here { batch.drop(removal.ordinal - first, rule: 0, score: removal.similarity) }
    }
}

extension [Removal] {
    /// Index of the first element for which `isLate` holds, in an array where it holds from some place on.
    fileprivate func firstPlace(where isLate: (Removal) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isLate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
