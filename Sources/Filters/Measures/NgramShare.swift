internal import Records
internal import Text

/// Shares of n-grams that repeat, as ROOTS counts them (bigscience-workshop/data-preparation,
/// preprocessing/training/01b_oscar_cleaning_and_filtering/filtering.py).
enum NgramShare {
    /// Of all n-grams of code points, the occurrences of the most frequent ones: of as many as repeat, but not more than
    /// the square root of how many there are.
    static func ofCharacters(_ text: Span<UInt8>, _ n: Int) -> Double {
        var starts: [Int] = []
        var index = 0
        while index < text.count {
            starts.append(index)
            index += CodePoint.decode(text, at: index).length
        }
        starts.append(text.count)
        guard starts.count > n else { return 0 }
        var counts: [Int] = []
        var numbers = KeyNumbers()
        numbers.begin(expecting: starts.count)
        for first in 0..<starts.count - n {
            count(ContentHash.xxh3(text.extracting(starts[first]..<starts[first + n])), &numbers, &counts)
        }
        let repeating = counts.count { $0 > 1 }
        let most = min(Int(Double(counts.count).squareRoot()), repeating)
        let top = counts.sorted(by: >).prefix(most).reduce(0, +)
        return Double(top) / Double(starts.count - n)
    }

    /// Of all n-grams of words as `Words` cuts them, those that occur more than once, without regard to case.
    static func ofWords(_ text: Span<UInt8>, _ n: Int) -> Double {
        var hashes: [UInt64] = []
        var words = Words(text)
        var word: [UInt8] = []
        while let range = words.next() {
            word.removeAll(keepingCapacity: true)
            var index = range.lowerBound
            while index < range.upperBound {
                let (point, length) = CodePoint.decode(text, at: index)
                withUnsafeBytes(of: CaseFolding.of(point)) { word.append(contentsOf: $0) }
                index += length
            }
            hashes.append(ContentHash.xxh3(word.span))
        }
        guard hashes.count >= n else { return 0 }
        var counts: [Int] = []
        var numbers = KeyNumbers()
        numbers.begin(expecting: hashes.count)
        for first in 0...hashes.count - n {
            var key: UInt64 = 0
            for hash in hashes[first..<first + n] { key = (key ^ hash) &* 0x9E37_79B9_7F4A_7C15 ^ key >> 29 }
            count(key, &numbers, &counts)
        }
        let repeated = counts.filter { $0 > 1 }.reduce(0, +)
        return Double(repeated) / Double(hashes.count - n + 1)
    }

    private static func count(_ key: UInt64, _ numbers: inout KeyNumbers, _ counts: inout [Int]) {
        let number = numbers.number(key)
        if number == counts.count { counts.append(1) } else { counts[number] += 1 }
    }
}
