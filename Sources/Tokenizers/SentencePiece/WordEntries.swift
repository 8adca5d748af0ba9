internal import Records

/// Words met before, as they stand in texts, and what their pieces are. Owns memory; `deallocate` ends it.
struct WordEntries {
    /// Where a word's ids are in `pool`, and behind them the scores of its pieces.
    struct Word: BitwiseCopyable {
        var start: UInt32
        var idCount: UInt16
        var scoreCount: UInt16
        /// Up to what score of the text before the word this is known to hold; nothing is if the word cannot be encoded
        /// by itself.
        var reach: Float
    }

    /// A word of up to 15 bytes.
    private struct Short: BitwiseCopyable {
        var key: PretokenKey
        var word: Word
    }

    private let short = CacheSets<Short>(bits: 17)
    private var long = ByteTable()
    private var longWords: [Word] = []
    let pool = UnsafeMutablePointer<UInt32>.allocate(capacity: poolSize)
    private var poolCount = 0

    private static let poolSize = 1 << 22
    private static let maximumLongBytes = 8 << 20
    /// Of more ids than this nothing is kept; nor of longer words, which are rare.
    static let maximumIDs = 128
    private static let longestWord = 128

    /// Reads from where a short word would be.
    @inline(__always)
    func touch(_ key: PretokenKey) -> UInt64 { short.set(key.hash).pointee.key.low }

    /// What is known of a short word.
    @inline(__always)
    func find(_ key: PretokenKey) -> Word? {
        let set = short.set(key.hash)
        if set[0].key.equals(key) { return set[0].word }
        guard set[1].key.equals(key) else { return nil }
        let entry = set[1]
        set[1] = set[0]
        set[0] = entry
        return entry.word
    }

    /// What is known of a longer word.
    func find(_ word: UnsafeBufferPointer<UInt8>) -> Word? { long.index(of: word.span).map { longWords[$0] } }

    /// Keeps what is made of a word, if it has room.
    mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, _ made: SentencePieceWord) {
        guard let base = bytes.baseAddress, 1...Self.longestWord ~= bytes.count, made.ids.count <= Self.maximumIDs,
            made.scores.count <= Self.maximumIDs
        else {
            return
        }
        // Ids are copied four at a time, from beyond their end, too.
        guard !isFull else { return }
        let word = Word(
            start: UInt32(truncatingIfNeeded: poolCount), idCount: UInt16(truncatingIfNeeded: made.ids.count),
            scoreCount: UInt16(truncatingIfNeeded: made.scores.count), reach: made.reach)
        for id in made.ids { append(UInt32(bitPattern: id)) }
        for score in made.scores { append(score.bitPattern) }
        guard bytes.count <= PretokenKey.longest else {
            if long.insert(bytes.span) == longWords.count { longWords.append(word) }
            return
        }
        let key = PretokenKey(ScannedText(bytes: base, count: bytes.count), 0, bytes.count)
        let set = short.set(key.hash)
        // The first place is for what has been met twice.
        set[set[0].key.length == 0 ? 0 : 1] = Short(key: key, word: word)
    }

    private var isFull: Bool {
        poolCount + 3 * Self.maximumIDs > Self.poolSize || long.strings.bytes.count > Self.maximumLongBytes
    }

    private mutating func append(_ value: UInt32) {
        pool[poolCount] = value
        poolCount += 1
    }

    /// Makes room again; what was found before is void.
    mutating func makeRoom() {
        guard isFull else { return }
        short.removeAll()
        long = ByteTable()
        longWords.removeAll(keepingCapacity: true)
        poolCount = 0
    }

    func deallocate() {
        short.deallocate()
        pool.deallocate()
    }
}

/// A word's ids, and the scores of its pieces.
struct SentencePieceWord {
    var ids: [Int32] = []
    /// Empty for a model that does not add them up.
    var scores: [Float] = []
    /// Score of the text up to the word's end.
    var end: Float = 0
    /// Up to what score of the text before the word it has these pieces, whatever rounding does.
    var reach: Float = 0
}
