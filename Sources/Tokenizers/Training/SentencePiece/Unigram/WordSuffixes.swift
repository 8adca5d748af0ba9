/// What follows each character of the words, sorted: every piece that occurs is the beginning of neighbours in it.
struct WordSuffixes {
    struct Suffix {
        /// The first eight bytes, zeros behind the end.
        var beginning: UInt64
        /// Which character of the text, counting from its first.
        var character: UInt32
    }

    private(set) var sorted: [Suffix] = []
    /// By character: its place in the text, and the entry it is of.
    private(set) var places: [UInt32] = []
    private(set) var entries: [UInt32] = []
    /// The characters of each entry, that is where the next entry's begin.
    private(set) var characterEnds: [UInt32] = []
    private let words: SentenceWords

    init(_ words: SentenceWords) {
        self.words = words
        var start = 0
        for (entry, end) in words.ends.enumerated() {
            // The last byte is no character of the word.
            for place in start..<Int(end) - 1 where words.text[place] & 0xC0 != 0x80 {
                places.append(UInt32(truncatingIfNeeded: place))
                entries.append(UInt32(truncatingIfNeeded: entry))
            }
            characterEnds.append(UInt32(truncatingIfNeeded: places.count))
            start = Int(end)
        }
        sorted = sortedSuffixes()
    }

    /// The bytes of a suffix and the byte behind its word.
    func bytes(_ suffix: Suffix) -> Range<Int> {
        let character = Int(suffix.character)
        return Int(places[character])..<Int(words.ends[Int(entries[character])])
    }

    func count(_ suffix: Suffix) -> Int64 { words.entryCounts[Int(entries[Int(suffix.character)])] }

    /// Bytes that two suffixes begin with, both.
    func commonLength(_ first: Suffix, _ second: Suffix) -> Int {
        let (one, other) = (bytes(first), bytes(second))
        let most = min(one.count, other.count)
        let difference = first.beginning ^ second.beginning
        if difference != 0 { return min(most, difference.leadingZeroBitCount / 8) }
        return words.text.withUnsafeBufferPointer { text in
            var length = min(most, 8)
            while length < most, text[one.lowerBound + length] == text[other.lowerBound + length] { length += 1 }
            return length
        }
    }

    private func beginning(of character: Int) -> UInt64 {
        let place = Int(places[character])
        let length = Int(words.ends[Int(entries[character])]) - place
        var beginning: UInt64 = 0
        for offset in 0..<8 { beginning = beginning << 8 | (offset < length ? UInt64(words.text[place + offset]) : 0) }
        return beginning
    }

    /// By the first two bytes with a counting sort, then by comparison.
    private func sortedSuffixes() -> [Suffix] {
        let buckets = 1 << 16
        var starts = [Int](repeating: 0, count: buckets + 1)
        let beginnings = places.indices.map { beginning(of: $0) }
        for beginning in beginnings { starts[Int(beginning >> 48) + 1] += 1 }
        for bucket in 0..<buckets { starts[bucket + 1] += starts[bucket] }
        var next = starts
        var sorted = [Suffix](repeating: Suffix(beginning: 0, character: 0), count: beginnings.count)
        for (character, beginning) in beginnings.enumerated() {
            let bucket = Int(beginning >> 48)
            sorted[next[bucket]] = Suffix(beginning: beginning, character: UInt32(truncatingIfNeeded: character))
            next[bucket] += 1
        }
        words.text.withUnsafeBufferPointer { text in
            sorted.withUnsafeMutableBufferPointer { sorted in
                for bucket in 0..<buckets where starts[bucket + 1] - starts[bucket] > 1 {
                    sorted[starts[bucket]..<starts[bucket + 1]].sort { isBefore($0, $1, text) }
                }
            }
        }
        return sorted
    }

    @inline(__always)
    private func isBefore(_ first: Suffix, _ second: Suffix, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if first.beginning != second.beginning { return first.beginning < second.beginning }
        let (one, other) = (bytes(first).dropFirst(8), bytes(second).dropFirst(8))
        for (left, right) in zip(one, other) where text[left] != text[right] { return text[left] < text[right] }
        return one.count < other.count
    }
}
