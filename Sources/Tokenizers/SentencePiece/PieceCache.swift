internal import Records

/// Words met before, as they stand in texts, and room for the text at work. One a thread; its size does not depend on
/// the text. A class because it lasts from text to text, and owns memory.
final class PieceCache {
    /// A word of up to 15 bytes: a line of the processor's cache.
    struct Short: BitwiseCopyable {
        var key: PretokenKey
        var word: WordEntry
    }

    /// One of up to 31 bytes.
    private struct Wide: BitwiseCopyable {
        var key: WidePretokenKey
        var word: WordEntry
    }

    static let batch = 256
    private static let room = 4096
    /// Up to here there is room for the ids of a word.
    static let lastPlace = room - maximumIDs - 4
    private static let poolSize = 1 << 20
    private static let maximumLongBytes = 8 << 20
    /// Of more ids than this nothing is kept; nor of longer words, which are rare.
    private static let maximumIDs = 128
    private static let longestWord = 128

    let owner: SentencePiece
    var normalized: [UInt8] = []
    var origins: [Int32]?
    var path: [(start: Int, end: Int, id: Int32)] = []

    let short = CacheSets<Short>(bits: 17)
    private let wide = CacheSets<Wide>(bits: 15)
    private var long = ByteTable()
    private var longWords: [WordEntry] = []
    /// Ids and scores of words that have many.
    private let pool = UnsafeMutablePointer<UInt32>.allocate(capacity: poolSize)
    private var poolCount = 0

    /// The next words of the texts, and their keys; of longer words there is none in `keys`.
    let ranges = UnsafeMutablePointer<Range<Int>>.allocate(capacity: batch)
    let keys = UnsafeMutablePointer<PretokenKey>.allocate(capacity: batch)
    private let wideKeys = UnsafeMutablePointer<WidePretokenKey>.allocate(capacity: batch)
    /// Room for ids.
    let ids = UnsafeMutablePointer<Int32>.allocate(capacity: room)
    private var touched: UInt64 = 0

    /// Of a BPE model.
    let merger: PieceMerger?

    init(_ owner: SentencePiece) {
        self.owner = owner
        merger = if case .bpe(let model) = owner.model { model.merges.map { PieceMerger($0.tables) } } else { nil }
    }

    deinit {
        short.deallocate()
        wide.deallocate()
        pool.deallocate()
        ranges.deallocate()
        keys.deallocate()
        wideKeys.deallocate()
        ids.deallocate()
    }

    /// Makes the keys of the first so many of `ranges`, and reads from where their words would be.
    func fetch(_ count: Int, in text: ScannedText) {
        if isFull { removeAll() }
        let (ranges, keys, wideKeys, short, wide) = (ranges, keys, wideKeys, short, wide)
        var touched: UInt64 = 0
        for index in 0..<count {
            let range = ranges[index]
            if 1...PretokenKey.longest ~= range.count {
                let key = PretokenKey(text, range.lowerBound, range.count)
                keys[index] = key
                touched ^= short.set(key.hash).pointee.key.low
            } else {
                // The space at the end of a text has no key, either.
                keys[index] = PretokenKey(low: 0, high: .max)
                guard !range.isEmpty, range.count <= WidePretokenKey.longest else { continue }
                let key = WidePretokenKey(text, range.lowerBound, range.count)
                wideKeys[index] = key
                touched ^= wide.set(key.hash).pointee.key.first[0]
            }
        }
        self.touched = touched
    }

    @inline(__always)
    static func find(_ key: PretokenKey, in short: CacheSets<Short>) -> WordEntry? {
        let set = short.set(key.hash)
        if set[0].key.equals(key) { return set[0].word }
        guard set[1].key.equals(key) else { return nil }
        swap(&set[0], &set[1])
        return set[0].word
    }

    /// What is known of a word of more than 15 bytes.
    func findLonger(_ index: Int, in text: ScannedText) -> WordEntry? {
        let range = ranges[index]
        if range.count > WidePretokenKey.longest {
            return long.index(of: Self.bytes(range, text).span).map { longWords[$0] }
        }
        let set = wide.set(wideKeys[index].hash)
        if set[0].key.equals(wideKeys[index]) { return set[0].word }
        guard set[1].key.equals(wideKeys[index]) else { return nil }
        swap(&set[0], &set[1])
        return set[0].word
    }

    /// Copies the ids of a word that has many, and adds its scores.
    func copySpilled(_ word: WordEntry, to output: UnsafeMutablePointer<Int32>, _ score: inout Float) {
        let (ids, count) = (pool + Int(word.spilled), Int(word.idCount))
        for place in 0..<count { output[place] = Int32(bitPattern: ids[place]) }
        for place in 0..<Int(word.scoreCount) { score += Float(bitPattern: ids[count + place]) }
    }

    /// Keeps what is made of a word, if it has room.
    func insert(_ range: Range<Int>, in text: ScannedText, _ made: SentencePieceWord) {
        guard 1...Self.longestWord ~= range.count, made.ids.count <= Self.maximumIDs,
            made.scores.count <= Self.maximumIDs, !isFull
        else {
            return
        }
        let word = WordEntry(made, spilled: poolCount)
        if word.isSpilled {
            for id in made.ids { spill(UInt32(bitPattern: id)) }
            for score in made.scores { spill(score.bitPattern) }
        }
        // The first place is for what has been met twice.
        if range.count <= PretokenKey.longest {
            let key = PretokenKey(text, range.lowerBound, range.count)
            let set = short.set(key.hash)
            set[set[0].key.length == 0 ? 0 : 1] = Short(key: key, word: word)
        } else if range.count <= WidePretokenKey.longest {
            let key = WidePretokenKey(text, range.lowerBound, range.count)
            let set = wide.set(key.hash)
            set[set[0].key.second[1] == 0 ? 0 : 1] = Wide(key: key, word: word)
        } else if long.insert(Self.bytes(range, text).span) == longWords.count {
            longWords.append(word)
        }
    }

    private static func bytes(_ range: Range<Int>, _ text: ScannedText) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.bytes + range.lowerBound, count: range.count)
    }

    private func spill(_ value: UInt32) {
        pool[poolCount] = value
        poolCount += 1
    }

    private var isFull: Bool {
        poolCount + 2 * Self.maximumIDs > Self.poolSize || long.strings.bytes.count > Self.maximumLongBytes
    }

    private func removeAll() {
        short.removeAll()
        wide.removeAll()
        long = ByteTable()
        longWords.removeAll(keepingCapacity: true)
        poolCount = 0
    }
}
