package import Records

/// Drops the documents of one part that the search condemned. A dropped record says which document stays for it, in the
/// member `duplicateOf`, and its score is their true Jaccard similarity.
package struct DuplicateStage: Stage {
    /// In order of ordinals.
    private let removals: [Removal]
    package let rules: [String]

    /// - Parameter rule: what the report calls it: `exact` or `minhash`.
    package init(removals: [Removal], rule: String) {
        self.removals = removals
        rules = [rule]
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
            if !rest.isEmpty { output.append(UInt8(ascii: ",")) }
            output.append(contentsOf: #""duplicateOf":"#.utf8)
            let keptID = here[next].keptID
            JSONText.appendString(keptID.span, to: &output)
            next += 1
        }
        for removal in here { batch.drop(removal.ordinal - first, rule: 0, score: removal.jaccard) }
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
