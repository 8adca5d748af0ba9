/// Encodes texts that lie one after the other in memory and have no added tokens: pre-tokens of many texts go through
/// the cache together, for a short line by itself costs more than its tokens.
///
/// Holds a pointer, valid only inside the closure that lent it.
struct PlainTexts {
    private let text: ScannedText?
    private let cache: EncodingCache
    private let merger: PieceMerger
    private let pretokenizer: Pretokenizer
    /// Where the pre-tokens begin that wait in the cache's `ends`, and how many they are.
    private var start = 0
    private var count = 0
    /// For each text that has ended, how many pre-tokens of those were before its end.
    private var ended: [Int] = []

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, _ cache: EncodingCache, _ merger: PieceMerger, _ pretokenizer: Pretokenizer
    ) {
        text = bytes.baseAddress.map { ScannedText(bytes: $0, count: bytes.count) }
        self.cache = cache
        self.merger = merger
        self.pretokenizer = pretokenizer
    }

    /// Takes the next text; what waits begins where the one before ended, unless `finish` was called in between.
    @inline(__always)
    mutating func add(_ range: Range<Int>, _ ids: inout [Int32], _ textEnds: inout [Int]) {
        guard let text = text?.ending(at: range.upperBound) else { return ended.append(count) }
        if count == 0 { start = range.lowerBound }
        var place = range.lowerBound
        while place < range.upperBound {
            let room = UnsafeMutableBufferPointer(rebasing: cache.ends[count...])
            let found = pretokenizer.nextEnds(text, from: place, into: room)
            guard found > 0 else { break }
            place = room[found &- 1]
            count &+= found
            if count == cache.ends.count { flush(&ids, &textEnds, next: place) }
        }
        ended.append(count)
    }

    /// Encodes what waits.
    mutating func finish(_ ids: inout [Int32], _ textEnds: inout [Int]) { flush(&ids, &textEnds, next: 0) }

    private mutating func flush(_ ids: inout [Int32], _ textEnds: inout [Int], next: Int) {
        let before = ids.count
        if let text, count > 0 {
            let batch = UnsafeBufferPointer(rebasing: cache.ends[..<count])
            ids.append(contentsOf: cache.encode(text, from: start, batch, merger))
        }
        for place in ended { textEnds.append(place == 0 ? before : before &+ cache.idEnds[place &- 1]) }
        ended.removeAll(keepingCapacity: true)
        start = next
        count = 0
    }
}
