internal import Text

/// 64-bit hashes of words without regard to case.
enum WordHash {
    private static let highs: UInt64 = 0x8080_8080_8080_8080
    /// Random: they keep the factors of a product from being 0, which no word of ASCII letters makes of them.
    private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

    /// The hash of the word at `range`. An ASCII word of up to sixteen bytes costs two loads and one multiplication.
    @inline(__always)
    static func of(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        let length = range.upperBound &- range.lowerBound
        if length <= 16, range.lowerBound &+ 16 <= text.count {
            // Of a word of up to eight bytes the second shift is 64 or more, and leaves nothing.
            let low = load(text, range.lowerBound) & (UInt64.max >> UInt64(64 &- min(length, 8) &* 8))
            let high = load(text, range.lowerBound &+ 8) & ~(UInt64.max << UInt64(max(length &- 8, 0) &* 8))
            if (low | high) & highs == 0 { return hash(low, high, UInt64(length)) }
        }
        return long(text, range)
    }

    @inline(__always)
    private static func load(_ text: Span<UInt8>, _ index: Int) -> UInt64 {
        text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }

    @inline(__always)
    private static func hash(_ low: UInt64, _ high: UInt64, _ seed: UInt64) -> UInt64 {
        fold(lowered(low) ^ first, lowered(high) ^ seed &* second)
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

    /// Any word: by sixteen bytes if it is ASCII, else by code points, those of them that fold to ASCII included.
    @inline(never)
    private static func long(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var bytes: [UInt8] = []
        var isASCII = true
        var index = range.lowerBound
        while index < range.upperBound {
            let (point, length) = CodePoint.decode(text, at: index)
            let folded = CaseFolding.of(point)
            guard folded < 0x80 else {
                isASCII = false
                break
            }
            bytes.append(UInt8(folded))
            index += length
        }
        return isASCII ? ascii(bytes.span) : folded(text, range)
    }

    private static func ascii(_ bytes: Span<UInt8>) -> UInt64 {
        var result = UInt64(bytes.count)
        for start in stride(from: 0, to: max(bytes.count, 1), by: 16) {
            var (low, high): (UInt64, UInt64) = (0, 0)
            for place in start..<min(start + 16, bytes.count) {
                let byte = UInt64(bytes[place]) << UInt64(place % 8 * 8)
                if place % 16 < 8 { low |= byte } else { high |= byte }
            }
            result = hash(low, high, result)
        }
        return result
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
