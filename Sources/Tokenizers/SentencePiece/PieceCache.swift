internal import Records

/// Words met before, and room for the text at work. One a thread. A class because it lasts from text to text.
final class PieceCache {
    let owner: SentencePiece
    var normalized: [UInt8] = []
    var origins: [Int32]?
    var path: [(start: Int, end: Int, id: Int32)] = []
    var words = WordEntries()

    /// The next words of a text: where they are, and what is known of them.
    let ranges = UnsafeMutableBufferPointer<Range<Int>>.allocate(capacity: batch)
    let known = UnsafeMutableBufferPointer<WordEntries.Word?>.allocate(capacity: batch)
    private let keys = UnsafeMutableBufferPointer<PretokenKey>.allocate(capacity: batch)

    private static let batch = 64

    init(_ owner: SentencePiece) { self.owner = owner }

    deinit {
        words.deallocate()
        ranges.deallocate()
        known.deallocate()
        keys.deallocate()
    }

    /// Looks up the first so many of `ranges`: step by step for all of them, so that the processor fetches many at a time
    /// from memory.
    func findWords(_ count: Int, in text: ScannedText) {
        var touched: UInt64 = 0
        for index in 0..<count {
            let range = ranges[index]
            keys[index] = PretokenKey(text, range.lowerBound, min(range.count, PretokenKey.longest))
            touched ^= words.touch(keys[index])
        }
        for index in 0..<count {
            let range = ranges[index]
            // The space at the end of a text, which is no key.
            if range.isEmpty {
                known[index] = nil
                continue
            }
            known[index] =
                range.count <= PretokenKey.longest
                ? words.find(keys[index])
                : words.find(UnsafeBufferPointer(start: text.bytes + range.lowerBound, count: range.count))
            if let word = known[index] { touched ^= UInt64(words.pool[Int(word.start)]) }
        }
        self.touched = touched
    }

    private var touched: UInt64 = 0
}
