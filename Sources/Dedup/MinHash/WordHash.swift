internal import Text

/// 64-bit hashes of words without regard to case.
enum WordHash {
    private static let highs: UInt64 = 0x8080_8080_8080_8080
    private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

    /// The hash of the word at `range`. An ASCII word of up to eight bytes, the commonest, costs one load and one
    /// multiplication.
    @inline(__always)
    static func of(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        let length = range.upperBound &- range.lowerBound
        if length <= 8, range.lowerBound &+ 8 <= text.count {
            let word = load(text, range.lowerBound) & (UInt64.max >> UInt64(64 &- length &* 8))
            if word & highs == 0 { return fold(lowered(word) ^ first, UInt64(length) ^ second) }
        }
        return long(text, range)
    }

    @inline(__always)
    private static func load(_ text: Span<UInt8>, _ index: Int) -> UInt64 {
        text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }

    /// Lower case of ASCII letters; in digits and the apostrophe, bit 6 is not set.
    @inline(__always)
    private static func lowered(_ word: UInt64) -> UInt64 { word | (word & 0x4040_4040_4040_4040) >> 1 }

    /// The two halves of the product, added without carry: the step of wyhash (github.com/wangyi-fudan/wyhash).
    @inline(__always)
    static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }

    @inline(never)
    private static func long(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash = second
        var index = range.lowerBound
        var length: UInt64 = 0
        var chunk: UInt64 = 0
        while index < range.upperBound {
            let byte = text[index]
            if byte >= 0x80 { return folded(text, range) }
            chunk |= UInt64(byte) << (length % 8 * 8)
            index += 1
            length += 1
            if length % 8 == 0, index < range.upperBound {
                hash = fold(lowered(chunk) ^ first, hash)
                chunk = 0
            }
        }
        return fold(lowered(chunk) ^ first, length ^ hash)
    }

    private static func folded(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash = second
        var index = range.lowerBound
        while index < range.upperBound {
            let (point, length) = CodePoint.decode(text, at: index)
            hash = fold(UInt64(CaseFolding.of(point)) ^ first, hash &+ first)
            index += length
        }
        return hash
    }
}
