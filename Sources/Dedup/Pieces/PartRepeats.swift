package import Records

/// What was found of a part, for the pass that removes it.
package struct PartRepeats: Sendable {
    /// In the order of documents, then of their units.
    private var all: [Repeat] = []

    package init(path: String) throws(DataError) {
        let reader = try PairRun.Reader(PairRun(path: path), bufferBytes: 1 << 16)
        while let pair = try reader.next() { all.append(Repeat(pair)) }
    }

    /// Those of a document.
    func of(_ ordinal: Int) -> ArraySlice<Repeat> {
        let start = firstPlace(of: ordinal)
        var end = start
        while end < all.count, all[end].document == ordinal { end += 1 }
        return all[start..<end]
    }

    private func firstPlace(of ordinal: Int) -> Int {
        var (low, high) = (0, all.count)
        while low < high {
            let middle = (low + high) / 2
            if all[middle].document >= ordinal { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
