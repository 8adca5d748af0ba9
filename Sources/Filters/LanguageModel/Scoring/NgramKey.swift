package import Records

/// Words and n-grams as keys of 64 bits.
enum NgramKey {
    static func word(_ word: Span<UInt8>) -> UInt64 { nonZero(ContentHash.xxh3(word)) }

    static func word(_ word: String) -> UInt64 { Self.word(Array(word.utf8).span) }

    /// The key of an n-gram that has one more word before it. Words' keys are hashes, so that sums of their multiples are
    /// spread as evenly.
    @inline(__always)
    static func extended(_ key: UInt64, by word: UInt64) -> UInt64 { nonZero(key &* 0x9E37_79B9_7F4A_7C15 &+ word) }

    @inline(__always)
    private static func nonZero(_ key: UInt64) -> UInt64 { key == 0 ? 1 : key }
}
