/// The most frequent pair first, then the shorter piece, then by code points (google/sentencepiece 0.2.3,
/// src/bpe_model_trainer.h, `QueueEntryComparator`). It holds the pieces, by token.
struct PieceOrder: MergeOrder {
    struct Entry {
        var count: Int64
        /// `first << 32 | second`.
        var pair: UInt64
        /// Characters of the piece, and the first three of them.
        var characters: Int
        var beginning: UInt64
        /// The words to look in: a piece of the trainer's array of places.
        var start: Int
        var length: Int
    }

    private(set) var points: [UInt32]
    private var ends: [Int]

    init(_ alphabet: [UInt32]) {
        points = alphabet
        ends = Array(1..<alphabet.count + 1)
    }

    var count: Int { ends.count }

    mutating func append(_ piece: [UInt32]) {
        points += piece
        ends.append(points.count)
    }

    func range(_ token: Int32) -> Range<Int> { (token == 0 ? 0 : ends[Int(token) - 1])..<ends[Int(token)] }

    /// The piece a pair makes.
    func piece(_ pair: UInt64) -> [UInt32] {
        let pair = TokenPair(key: pair)
        return Array(points[range(pair.first)]) + points[range(pair.second)]
    }

    func entry(_ pair: UInt64, _ piece: [UInt32], count: Int64, start: Int, length: Int) -> Entry {
        var beginning: UInt64 = 0
        for place in 0..<3 { beginning = beginning << 21 | UInt64(place < piece.count ? piece[place] : 0) }
        return Entry(
            count: count, pair: pair, characters: piece.count, beginning: beginning, start: start, length: length)
    }

    @inline(__always)
    func comes(_ entry: Entry, before other: Entry) -> Bool {
        if entry.count != other.count { return entry.count > other.count }
        if entry.characters != other.characters { return entry.characters < other.characters }
        if entry.beginning != other.beginning { return entry.beginning < other.beginning }
        return isBefore(entry.pair, other.pair, entry.characters)
    }

    private func isBefore(_ first: UInt64, _ second: UInt64, _ characters: Int) -> Bool {
        for place in 3..<max(3, characters) {
            let (own, others) = (point(first, place), point(second, place))
            if own != others { return own < others }
        }
        // The same piece made of other parts: the peer's order is that of its heap; ours is always the same.
        return first < second
    }

    private func point(_ pair: UInt64, _ place: Int) -> UInt32 {
        let pair = TokenPair(key: pair)
        let first = range(pair.first)
        if place < first.count { return points[first.lowerBound + place] }
        return points[range(pair.second).lowerBound + place - first.count]
    }
}
