package import Records

/// The reduce side of the search for repeated pieces: of equal ones the first stays, by the keep policy, then their places.
package struct RepeatSearch {
    private let parts: [SignaturePart]
    private let options: PieceOptions
    private let memory: Int
    private let scratch: String

    /// - Parameters:
    ///   - parts: their keys are hashes and places of what is compared.
    ///   - memory: bytes for buffers; no result depends on it. Besides, it takes four bytes a document where the first does
    ///     not simply stay.
    ///   - scratch: prefix of files that are made and removed again.
    package init(parts: [SignaturePart], options: PieceOptions, memory: Int, scratch: String) {
        self.parts = parts
        self.options = options
        self.memory = memory
        self.scratch = scratch
    }

    /// Writes what repeats an earlier piece to a file for each part.
    package func run(repeats: (Int) -> String) throws(DataError) -> [Receipt.File] {
        var store = try SignatureStore(parts, known: 0)
        var ranks = try Ranks(&store, options.keep, memory: memory / 4, scratch: scratch + ".ranks")
        var merge = try places(store, ranks)
        ranks.invert()
        var sorter = PairSorter(prefix: scratch + ".repeats", memory: memory / 4)
        var equal = EqualPieces(span: UInt32(options.method.span), atLeast: options.method.atLeast)
        while let pair = try merge.next() {
            try equal.take(pair) { (found) throws(DataError) in
                var found = found
                found.document = ranks.rank(try store.check(UInt64(found.document)))
                found.kept = ranks.rank(try store.check(UInt64(found.kept)))
                try sorter.append(found.pair)
            }
        }
        return try write(sorter.merge(), store, repeats)
    }

    /// All hashes with their places, in order; documents by their ranks.
    private func places(_ store: SignatureStore, _ ranks: Ranks) throws(DataError) -> PairMerge {
        let runs = parts.indices.map {
            PairRun(path: parts[$0].files.keys, offset: PiecePlace(document: UInt32(store.firsts[$0]), unit: 0).word)
        }
        var merge = try PairMerge(runs, memory: memory / 4, scratch: scratch + ".keys")
        if options.keep.criteria.isEmpty { return merge }
        var sorter = PairSorter(prefix: scratch + ".ranked", memory: memory / 4)
        while var pair = try merge.next() {
            var place = PiecePlace(pair.value)
            place.document = ranks.rank(try store.check(UInt64(place.document)))
            pair.value = place.word
            try sorter.append(pair)
        }
        return try sorter.merge()
    }

    private func write(
        _ found: PairMerge, _ store: SignatureStore, _ path: (Int) -> String
    ) throws(DataError) -> [Receipt.File] {
        var merge = found
        var files: [Receipt.File] = []
        var pending = try merge.next()
        for part in parts.indices {
            let writer = try PairRun.Writer(path: path(part))
            /// What comes next may go on where this ends.
            var last: Repeat?
            while let pair = pending, Int(pair.key >> 32) < store.firsts[part + 1] {
                var next = Repeat(pair)
                next.document -= UInt32(store.firsts[part])
                if let joined = last?.joined(with: next) {
                    last = joined
                } else {
                    if let last { try writer.append(last.pair) }
                    last = next
                }
                pending = try merge.next()
            }
            if let last { try writer.append(last.pair) }
            files.append(try writer.finish())
        }
        return files
    }
}
