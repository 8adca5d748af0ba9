/// Reads code points out of UTF-8.
package enum CodePoint {
    /// The code point at `index` and its length in bytes. An ill-formed byte is U+FFFD of length 1.
    @inline(__always)
    package static func decode(_ bytes: Span<UInt8>, at index: Int) -> (point: UInt32, length: Int) {
        let first = bytes[index]
        if first < 0x80 { return (UInt32(first), 1) }
        return decodeLong(bytes, at: index, first: first)
    }

    private static func decodeLong(_ bytes: Span<UInt8>, at index: Int, first: UInt8) -> (point: UInt32, length: Int) {
        let left = bytes.count - index
        if first >= 0xC2, first < 0xE0, left >= 2, bytes[index + 1] & 0xC0 == 0x80 {
            return (UInt32(first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
        }
        if first >= 0xE0, first < 0xF0, left >= 3, bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80 {
            let point =
                UInt32(first & 0xF) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
            return point >= 0x800 && point & 0xFFFF_F800 != 0xD800 ? (point, 3) : (0xFFFD, 1)
        }
        if first >= 0xF0, first < 0xF5, left >= 4, bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80,
            bytes[index + 3] & 0xC0 == 0x80
        {
            let high = UInt32(first & 0x7) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
            let point = high | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
            return point >= 0x10000 && point < 0x110000 ? (point, 4) : (0xFFFD, 1)
        }
        return (0xFFFD, 1)
    }
}
