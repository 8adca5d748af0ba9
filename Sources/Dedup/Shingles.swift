internal import Text

/// The set of a text's shingles: 64-bit hashes of runs of `size` words, lower-cased, sorted, each once.
///
/// A text with fewer words than that has one shingle, of them all; a text without words has none.
struct Shingles {
    let size: Int
    private var words: [UInt64] = []

    init(size: Int) { self.size = size }

    mutating func of(_ text: Span<UInt8>) -> [UInt64] {
        words.removeAll(keepingCapacity: true)
        var iterator = Words(text)
        while let range = iterator.next() { words.append(Self.hash(text.extracting(range))) }
        guard !words.isEmpty else { return [] }
        let length = min(size, words.count)
        var set: [UInt64] = []
        set.reserveCapacity(words.count - length + 1)
        for start in 0...words.count - length {
            var hash: UInt64 = 0
            for place in start..<start + length { hash = Self.mix(hash ^ words[place]) }
            set.append(hash)
        }
        set.sort()
        return set.withoutRepeats
    }

    private static func hash(_ word: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0x51_7C_C1_B7_27_22_0A_95
        var index = 0
        while index < word.count {
            let (point, length) = CodePoint.decode(word, at: index)
            hash = (hash ^ UInt64(Lowercase.of(point))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
            index += length
        }
        return mix(hash)
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014), a bijection that spreads every bit.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// Jaccard similarity of two sorted sets; 0 for two empty ones.
    static func jaccard(_ first: [UInt64], _ second: [UInt64]) -> Double {
        var (i, j, shared) = (0, 0, 0)
        while i < first.count && j < second.count {
            if first[i] == second[j] {
                shared += 1
                i += 1
                j += 1
            } else if first[i] < second[j] {
                i += 1
            } else {
                j += 1
            }
        }
        let union = first.count + second.count - shared
        return union == 0 ? 0 : Double(shared) / Double(union)
    }
}

extension [UInt64] {
    /// Of a sorted array: each value once.
    fileprivate var withoutRepeats: [UInt64] {
        var kept: [UInt64] = []
        kept.reserveCapacity(count)
        for value in self where kept.last != value { kept.append(value) }
        return kept
    }
}
