internal import Text

/// The set of a text's shingles: 64-bit hashes of runs of `size` words in NFC, without regard to case, sorted, each once.
///
/// A text with fewer words than that has one shingle, of them all; a text without words has none.
struct Shingles {
    let size: Int
    /// `factor` to the power `size − 1`.
    private let leading: UInt64
    private var words: [UInt64] = []
    private var composed: [UInt8] = []
    private var sorter = HashSorter()

    /// Any odd number: the words' hashes are uniform already.
    private static let factor: UInt64 = 0xF135_7AEA_2E62_A9C5

    init(size: Int) {
        self.size = size
        leading = (1..<max(1, size)).reduce(1) { power, _ in power &* Self.factor }
    }

    mutating func of(_ text: Span<UInt8>) -> [UInt64] {
        words.removeAll(keepingCapacity: true)
        if Composition.isComposed(text) {
            hashWords(text)
        } else {
            var buffer: [UInt8] = []
            swap(&buffer, &composed)
            buffer.removeAll(keepingCapacity: true)
            Composition.append(text, to: &buffer)
            hashWords(buffer.span)
            swap(&buffer, &composed)
        }
        return words.isEmpty ? [] : sorter.sortedSet(shingles())
    }

    private mutating func hashWords(_ text: Span<UInt8>) {
        var iterator = Words(text)
        while let range = iterator.next() { words.append(WordHash.of(text, range)) }
    }

    /// A window's hash is a polynomial in its words' hashes, which rolls on by one word for two multiplications
    /// (Karp and Rabin 1987), then mixed.
    private func shingles() -> [UInt64] {
        guard words.count >= size else {
            return [Self.mix(words.reduce(0) { $0 &* Self.factor &+ $1 })]
        }
        let words = words.span
        return [UInt64](unsafeUninitializedCapacity: words.count - size + 1) { made, count in
            var hash: UInt64 = 0
            for index in 0..<size - 1 { hash = hash &* Self.factor &+ words[index] }
            for start in 0...words.count - size {
                hash = hash &* Self.factor &+ words[start + size - 1]
                made[start] = Self.mix(hash)
                hash &-= words[start] &* leading
            }
            count = words.count - size + 1
        }
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014), a bijection that spreads every bit.
    @inline(__always)
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// Jaccard similarity of two sorted sets; 0 for two empty ones.
    static func jaccard(_ first: [UInt64], _ second: [UInt64]) -> Double {
        let (first, second) = (first.span, second.span)
        var (i, j, shared) = (0, 0, 0)
        while i < first.count && j < second.count {
            let (a, b) = (first[i], second[j])
            shared &+= a == b ? 1 : 0
            i &+= a <= b ? 1 : 0
            j &+= b <= a ? 1 : 0
        }
        let union = first.count + second.count - shared
        return union == 0 ? 0 : Double(shared) / Double(union)
    }
}
