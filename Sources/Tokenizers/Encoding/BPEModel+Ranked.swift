internal import Records

extension BPEModel {
    /// tiktoken's form of BPE: any two neighbours merge whose bytes together are a token, the lowest id first
    /// (openai/tiktoken, src/lib.rs, `_byte_pair_merge`), and a piece that is a token is never cut.
    ///
    /// - Parameters:
    ///   - vocabulary: tokens by rank; gets the special tokens, with gaps before them where their ids leave some.
    ///   - special: in the order of their ids.
    init(ranked vocabulary: inout Vocabulary, special: [(name: String, id: Int32)]) throws(DataError) {
        guard vocabulary.count < PairRanks.limit else {
            throw DataError("there are more tokens than \(PairRanks.limit)")
        }
        let (tables, merges) = MergeTables.ranked(vocabulary, WholeTokens(vocabulary))
        for (name, id) in special {
            guard id >= vocabulary.count else { throw DataError("the id \(id) of \(name) is that of another token") }
            while vocabulary.count < id { vocabulary.appendGap() }
            let spelling = Array(name.utf8)
            guard vocabulary.append(name: spelling.span, bytes: spelling.span, isInModel: false) else {
                throw DataError("the special token \(name) is a token by itself")
            }
        }
        self.init(vocabulary: vocabulary, ranked: tables, merges: merges)
    }
}

extension WholeTokens {
    /// The last two tokens that become one when any two neighbours merge that are a token, the lowest first; nil if the
    /// bytes do not all become one.
    func lastPair(_ bytes: UnsafeBufferPointer<UInt8>, _ byteIDs: [Int32]) -> TokenPair? {
        var ids = bytes.map { byteIDs[Int($0)] }
        var ends = Array(1...bytes.count)
        while ids.count > 1 {
            var best: (id: Int32, place: Int)?
            for place in 0..<ids.count - 1 {
                let start = place == 0 ? 0 : ends[place - 1]
                guard let id = id(of: UnsafeBufferPointer(rebasing: bytes[start..<ends[place + 1]])) else { continue }
                if best.map({ id < $0.id }) ?? true { best = (id, place) }
            }
            guard let (id, place) = best else { return nil }
            if ids.count == 2 { return TokenPair(ids[0], ids[1]) }
            ids[place] = id
            ids.remove(at: place + 1)
            ends.remove(at: place)
        }
        return nil
    }
}
