package import Records

/// The second pass of the search for repeated substrings: which runs of windows may hold a repeat.
///
/// A run that is equal to an earlier one repeats it throughout. One that only shares its anchor with others may repeat a
/// part of them: its windows are to be looked at each.
package struct SharedRunSearch {
    private let parts: [SignaturePart]
    private let options: PieceOptions
    private let memory: Int
    private let scratch: String

    /// As for `RepeatSearch`.
    package init(parts: [SignaturePart], options: PieceOptions, memory: Int, scratch: String) {
        self.parts = parts
        self.options = options
        self.memory = memory
        self.scratch = scratch
    }

    /// - Parameters:
    ///   - anchors: what `AnchorWriter` wrote, by part.
    ///   - shared: where to write the runs of each part, by place, each with the place of the run that it repeats or with
    ///     `lookAtEach`.
    package func run(anchors: (Int) -> String, shared: @escaping (Int) -> String) throws(DataError) -> [Receipt.File] {
        var store = try SignatureStore(parts, known: 0)
        let order = try PieceOrder(&store, options.keep, memory: memory, scratch: scratch)
        var merge = try order.merge(parts.indices.map(anchors), store)
        var sorter = PairSorter(prefix: scratch + ".shared", memory: memory / 4)
        func append(_ place: UInt64, _ value: UInt64) throws(DataError) {
            let value = value == Self.lookAtEach ? value : try order.numbered(value, store)
            try sorter.append(Pair(key: try order.numbered(place, store), value: value))
        }
        var first: Pair?
        /// The first run of an anchor of which no other has come.
        var alone: UInt64?
        while let pair = try merge.next() {
            if let first, first.key == pair.key {
                try append(pair.value, first.value)
                continue
            }
            if let first, first.key >> 32 == pair.key >> 32 {
                if let alone { try append(alone, Self.lookAtEach) }
                alone = nil
                try append(pair.value, Self.lookAtEach)
            } else {
                alone = pair.value
            }
            first = pair
        }
        var found = try sorter.merge()
        var parted = PartedWriter(firsts: store.firsts, path: shared)
        while let pair = try found.next() { try parted.append(pair) }
        return try parted.finish()
    }

    /// No place: there are fewer documents.
    static let lookAtEach = UInt64.max
}
