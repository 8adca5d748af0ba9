internal import Records
internal import Text

/// How much of a text's words lies in n-grams that repeat. Shares are of the bytes of all words.
struct RepeatedNgrams {
    private var hashes: [UInt64] = []
    private var lengths: [Int] = []
    private var bytes = 0

    init(_ text: Span<UInt8>) {
        var words = Words(text)
        while let range = words.next() {
            hashes.append(ContentHash.xxh3(text.extracting(range)))
            lengths.append(range.count)
            bytes += range.count
        }
    }

    private func ngram(_ start: Int, _ n: Int) -> UInt64 {
        var hash: UInt64 = 0
        for index in start..<start + n { hash = (hash ^ hashes[index]) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29 }
        return hash
    }

    private func size(_ start: Int, _ n: Int) -> Int {
        var size = 0
        for index in start..<start + n { size += lengths[index] }
        return size
    }

    /// Share of the most frequent n-gram: the largest count × size; an n-gram that occurs once has none.
    func topShare(of n: Int) -> Double {
        guard hashes.count >= n, bytes > 0 else { return 0 }
        var counts: [UInt64: (count: Int, size: Int)] = [:]
        for start in 0...hashes.count - n { counts[ngram(start, n), default: (0, size(start, n))].count += 1 }
        let top = counts.values.filter { $0.count > 1 }.map { $0.count * $0.size }.max() ?? 0
        return Double(top) / Double(bytes)
    }

    /// Share of words inside an n-gram that stood in the text before, each word counted once.
    func duplicateShare(of n: Int) -> Double {
        guard hashes.count >= n, bytes > 0 else { return 0 }
        var seen: Set<UInt64> = []
        var repeated = 0
        var covered = 0  // words up to here are counted
        for start in 0...hashes.count - n where !seen.insert(ngram(start, n)).inserted {
            let from = max(start, covered)
            repeated += size(from, start + n - from)
            covered = start + n
        }
        return Double(repeated) / Double(bytes)
    }
}
