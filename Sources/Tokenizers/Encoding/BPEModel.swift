package import Records

/// Byte-level BPE: a vocabulary and the order of its merges.
package struct BPEModel: Sendable {
    package struct Merge: Sendable, Equatable {
        package var pair: TokenPair
        /// Id of what the two make.
        package var id: Int32
    }

    package let vocabulary: Vocabulary
    /// The first to be made first.
    package let merges: [Merge]
    /// Whether a pre-token that is a token as a whole is never cut (Hugging Face's `ignore_merges`).
    package let ignoresMerges: Bool
    /// Whether tokens merge wherever they are one (tiktoken's way), so that a rank file tells all.
    let isRanked: Bool
    let tables: MergeTables

    /// - Parameter merges: of tokens in the vocabulary. A pair that is there twice has the later rank, as with the peer.
    /// - Throws: when there are more tokens or merges than the tables hold.
    package init(vocabulary: Vocabulary, merges: [Merge], ignoresMerges: Bool = false) throws(DataError) {
        guard vocabulary.count <= Vocabulary.limit, merges.count < PairRanks.limit else {
            throw DataError("a vocabulary of more than \(Vocabulary.limit) tokens or twice as many merges")
        }
        self.vocabulary = vocabulary
        self.ignoresMerges = ignoresMerges
        isRanked = false
        let (tables, pairs) = MergeTables.listed(
            vocabulary, merges, wholes: ignoresMerges ? WholeTokens(vocabulary) : nil)
        self.tables = tables
        self.merges = pairs == merges.count ? merges : Self.withoutRepetitions(merges)
    }

    /// Tokens that merge wherever they are one.
    ///
    /// - Parameter merges: what this comes to.
    init(vocabulary: Vocabulary, ranked tables: MergeTables, merges: [Merge]) {
        self.vocabulary = vocabulary
        self.merges = merges
        ignoresMerges = true
        isRanked = true
        self.tables = tables
    }

    private static func withoutRepetitions(_ merges: [Merge]) -> [Merge] {
        var seen: Set<TokenPair> = []
        return merges.reversed().filter { seen.insert($0.pair).inserted }.reversed()
    }

    /// Ids of one pre-token: the lowest rank first, then the leftmost. For single words; texts go by `Tokenizer`.
    package func encode(_ piece: Span<UInt8>) -> [Int32] {
        let merger = PieceMerger(tables)
        return piece.withUnsafeBufferPointer { merger.encodeAny($0) }
    }
}
