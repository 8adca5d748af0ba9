internal import Records

/// Strings that the English tokenizer of spaCy 3.8 cuts in their own way (`lang/tokenizer_exceptions.py` and
/// `lang/en/tokenizer_exceptions.py` of explosion/spaCy): contractions, abbreviations, times and emoticons.
struct EnglishExceptions: Sendable {
    /// Ends of the parts of all exceptions, in bytes from the exception's beginning.
    private var ends: [Int] = []
    private var places: [UInt64: Range<Int>] = [:]
    /// Which combinations of first byte, last byte and length occur, by a hash of 14 bits.
    private var sieve = [UInt64](repeating: 0, count: 256)
    private(set) var longest = 0

    static let shared = EnglishExceptions()

    private init() {
        for parts in EnglishExceptionList.all { add(parts) }
    }

    private mutating func add(_ parts: [String]) {
        let bytes = Array(parts.joined().utf8)
        let first = ends.count
        var end = 0
        for part in parts {
            end += part.utf8.count
            ends.append(end)
        }
        places[ContentHash.xxh3(bytes.span)] = first..<ends.count
        let bit = Self.bit(bytes.span)
        sieve[bit >> 6] |= 1 << UInt64(bit & 63)
        longest = max(longest, bytes.count)
    }

    @inline(__always)
    private static func bit(_ text: Span<UInt8>) -> Int {
        let key = UInt64(text[0]) | UInt64(text[text.count - 1]) << 8 | UInt64(text.count) << 16
        return Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 50)
    }

    /// Where the ends of the parts of a text lie that is one of the exceptions.
    @inline(__always)
    func parts(_ text: Span<UInt8>) -> Range<Int>? {
        guard !text.isEmpty, text.count <= longest else { return nil }
        let bit = Self.bit(text)
        guard sieve[bit >> 6] >> UInt64(bit & 63) & 1 == 1 else { return nil }
        return places[ContentHash.xxh3(text)]
    }

    @inline(__always)
    func end(_ place: Int) -> Int { ends[place] }
}
