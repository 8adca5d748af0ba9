internal import Records
internal import Text

/// The units of a text in which repeats are searched for.
struct TextUnits {
    /// Hashes of the words, and where they lie.
    private(set) var hashes: [UInt64] = []
    private(set) var ranges: [Range<Int>] = []

    init(wordsOf text: Span<UInt8>) {
        var iterator = Words(text)
        while let range = iterator.next() {
            hashes.append(WordHash.of(text, range))
            ranges.append(range)
        }
    }

    /// Where units `start` to `end` of a text lie, without halves of characters at the ends.
    static func bytes(_ text: Span<UInt8>, _ start: UInt32, _ end: UInt32) -> Range<Int> {
        var (start, end) = (min(Int(start), text.count), min(Int(end), text.count))
        while start < end, isInside(text[start]) { start += 1 }
        if end < text.count, isInside(text[end]) {
            while end > start, isInside(text[end]) { end -= 1 }
        }
        return start..<max(start, end)
    }

    /// Whether a byte goes on with a character.
    private static func isInside(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// XXH3 of some units.
    @inline(__always)
    static func hash<Unit>(_ units: UnsafeBufferPointer<Unit>, _ range: Range<Int>, seed: UInt64 = 0) -> UInt64 {
        let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: units[range]))
        return ContentHash.xxh3(Span(_unsafeBytes: bytes), seed: seed)
    }
}
