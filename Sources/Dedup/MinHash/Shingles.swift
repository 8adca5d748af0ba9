internal import Records
internal import Text

/// A text's shingles: 64-bit hashes of runs of `size` words or characters in NFC, without regard to case.
///
/// A text with fewer words than that has one shingle, of them all; a text without words has none.
struct Shingles {
    private let size: Int
    private let unit: ShingleUnit
    private let leading: UInt64
    /// Hashes of the words, and of the shingles in their order.
    private var words: [UInt64] = []
    private(set) var hashes: [UInt64] = []
    private var composed: [UInt8] = []
    private var sorter = HashSorter()

    /// Words for which room is made at once.
    private static let atOnce = 512
    /// Any odd number: the words' hashes are uniform already.
    private static let factor: UInt64 = 0xF135_7AEA_2E62_A9C5

    init(_ kind: ShingleKind) {
        size = kind.size
        unit = kind.unit
        leading = (1..<max(1, size)).reduce(1) { power, _ in power &* Self.factor }
    }

    /// Makes `hashes` those of a text. False if there are none.
    mutating func read(_ text: Span<UInt8>) -> Bool {
        words.removeAll(keepingCapacity: true)
        if Composition.isComposed(text) {
            hashWords(text)
        } else {
            var buffer: [UInt8] = []
            swap(&buffer, &composed)
            defer { swap(&buffer, &composed) }
            buffer.removeAll(keepingCapacity: true)
            Composition.append(text, to: &buffer)
            hashWords(buffer.span)
        }
        hashes.removeAll(keepingCapacity: true)
        if words.isEmpty { return false }
        Self.appendShingles(of: words, size: size, leading: leading, to: &hashes)
        return true
    }

    /// The set of a text's shingles: sorted, each once.
    mutating func set(of text: Span<UInt8>) -> [UInt64] { read(text) ? sorter.sortedSet(hashes) : [] }

    /// Of the words in their order: equal for texts whose sets are equal because they say the same.
    var whole: UInt64 {
        words.span.withUnsafeBytes { ContentHash.xxh3(Span(_unsafeBytes: $0)) }
    }

    private mutating func hashWords(_ text: Span<UInt8>) {
        switch unit {
        case .words:
            var iterator = Words(text)
            var isAtEnd = false
            while !isAtEnd {
                words.append(addingCapacity: Self.atOnce) { output in
                    while !output.isFull {
                        guard let range = iterator.next() else {
                            isAtEnd = true
                            return
                        }
                        output.append(WordHash.of(text, range))
                    }
                }
            }
        case .characters: hashCharacters(text)
        }
    }

    /// White space of any length counts as one character, that at both ends as none.
    private mutating func hashCharacters(_ text: Span<UInt8>) {
        var index = 0
        var isSpaceDue = false
        while index < text.count {
            let (point, length) = CodePoint.decode(text, at: index)
            index += length
            if CharacterClass.of(point) == .space {
                isSpaceDue = !words.isEmpty
                continue
            }
            if isSpaceDue { words.append(Self.mix(0x20)) }
            isSpaceDue = false
            words.append(Self.mix(UInt64(CaseFolding.of(point))))
        }
    }

    /// A window's hash is a polynomial in its words' hashes, which rolls on by one word for two multiplications
    /// (Karp and Rabin 1987), then mixed.
    ///
    /// - Parameter leading: `factor` to the power `size − 1`.
    private static func appendShingles(of words: [UInt64], size: Int, leading: UInt64, to hashes: inout [UInt64]) {
        guard words.count > size else {
            return hashes.append(mix(words.reduce(0) { $0 &* factor &+ $1 }))
        }
        let words = words.span
        let count = words.count - size + 1
        hashes.append(addingCapacity: count) { output in
            var hash: UInt64 = 0
            for index in 0..<size - 1 { hash = hash &* factor &+ words[index] }
            for start in 0..<count {
                hash = hash &* factor &+ words[unchecked: start &+ size &- 1]
                output.append(mix(hash))
                hash &-= words[unchecked: start] &* leading
            }
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
}
