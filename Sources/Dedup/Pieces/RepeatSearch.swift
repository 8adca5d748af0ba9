package import Records

/// The reduce side of the search for repeated pieces: of equal ones the first stays, by the keep policy, then their places.
package struct RepeatSearch {
    private let parts: [SignaturePart]
    private let options: PieceOptions
    private let memory: Int
    private let scratch: String

    /// - Parameters:
    ///   - parts: their keys are hashes and places of what is compared.
    ///   - memory: bytes for buffers; no result depends on it. Besides, it takes eight bytes a document where the first
    ///     does not simply stay.
    ///   - scratch: prefix of files that are made and removed again.
    package init(parts: [SignaturePart], options: PieceOptions, memory: Int, scratch: String) {
        self.parts = parts
        self.options = options
        self.memory = memory
        self.scratch = scratch
    }

    /// Writes what repeats an earlier piece to a file for each part.
    ///
    /// - Parameter found: runs of repeats that were found before, by part, if there are any.
    package func run(found: [String] = [], repeats: @escaping (Int) -> String) throws(DataError) -> [Receipt.File] {
        var store = try SignatureStore(parts, known: 0)
        let order = try PieceOrder(&store, options.keep, memory: memory, scratch: scratch)
        var merge = try order.merge(parts.map(\.files.keys), store)
        var sorter = PairSorter(prefix: scratch + ".repeats", memory: memory / 4)
        var equal = EqualPieces(span: UInt32(options.method.span), atLeast: options.method.atLeast)
        while let pair = try merge.next() {
            try equal.take(pair) { (found) throws(DataError) in
                var found = found
                found.document = try order.number(found.document, store)
                found.kept = try order.number(found.kept, store)
                try sorter.append(found.pair)
            }
        }
        for (part, path) in found.enumerated() {
            let first = PiecePlace(document: UInt32(store.firsts[part]), unit: 0).word
            let reader = try PairRun.Reader(PairRun(path: path), bufferBytes: 1 << 16)
            while let pair = try reader.next() { try sorter.append(Pair(key: pair.key &+ first, value: pair.value)) }
        }
        var sorted = try sorter.merge()
        var parted = PartedWriter(firsts: store.firsts, path: repeats)
        /// What comes next may go on where this ends.
        var last: Repeat?
        while let pair = try sorted.next() {
            let next = Repeat(pair)
            if let joined = last?.joined(with: next) {
                last = joined
            } else {
                if let last { try parted.append(last.pair) }
                last = next
            }
        }
        if let last { try parted.append(last.pair) }
        return try parted.finish()
    }
}
