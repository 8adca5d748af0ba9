internal import Records

/// Whether tokens that merge wherever they are one, the lowest id first, make what a list of merges makes.
///
/// They do if each token is made by one merge, in the order of their ids, of the two parts that BPE by rank leaves of it.
enum RankCheck {
    /// - Parameter ranked: the same tokens, merging by rank.
    /// - Throws: naming the first token that is made otherwise.
    static func check(_ model: BPEModel, _ ranked: BPEModel) throws(DataError) {
        func name(_ id: Int32) -> String {
            model.vocabulary.name(Int(id)).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        func refusal(_ id: Int32, _ cause: String) -> DataError {
            DataError(
                "a rank file cannot hold the token '\(name(id))': \(cause)",
                mend: "write a tokenizer.json, or vocab.json with merges.txt")
        }
        var last: Int32 = -1
        var listed: [Int32: TokenPair] = [:]
        for merge in model.merges {
            guard merge.id > last else { throw refusal(merge.id, "its merge is not in the order of ids") }
            last = merge.id
            listed[merge.id] = merge.pair
        }
        var byRank: [Int32: TokenPair] = [:]
        for merge in ranked.merges { byRank[merge.id] = merge.pair }
        for id in 0..<Int32(truncatingIfNeeded: ranked.vocabulary.count)
        where ranked.vocabulary.isInModel(Int(id)) && ranked.vocabulary.tokens[Int(id)].count > 1 {
            guard let pair = listed[id] else { throw refusal(id, "no merge makes it") }
            guard byRank[id] == pair else {
                throw refusal(id, "its merge of '\(name(pair.first))' and '\(name(pair.second))' is not that by rank")
            }
        }
        for byte in UInt8.min...UInt8.max where model.vocabulary.byteIDs[Int(byte)] < 0 {
            throw DataError(
                "a rank file needs a token of each byte, and there is none of \(byte)", mend: "write a tokenizer.json")
        }
    }
}
