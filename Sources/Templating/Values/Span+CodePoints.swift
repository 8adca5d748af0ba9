import Records

extension Span where Element == UInt8 {
    /// Whether every byte is below 0x80.
    var isASCII: Bool {
        var bits: UInt8 = 0
        for i in 0..<count { bits |= self[unchecked: i] }
        return bits < 0x80
    }

    /// Bytes that do not continue a code point.
    var codePointCount: Int { ByteScan.characterCount(in: self) }

    /// Length in bytes of the code point that starts at an offset, never past the end.
    func codePointLength(at offset: Int) -> Int {
        let lead = self[offset]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        return Swift.min(length, count - offset)
    }

    /// The code point at an offset, surrogates included; U+FFFD if the bytes are not one.
    func codePoint(at offset: Int) -> UInt32 {
        let length = codePointLength(at: offset)
        let lead = UInt32(self[offset])
        if length == 1 { return lead < 0x80 ? lead : 0xFFFD }
        var value = lead & (0x7F >> UInt32(length))
        for i in 1..<length { value = value << 6 | UInt32(self[offset + i] & 0x3F) }
        return value
    }

    /// First offset at or after `start` where `needle` begins; the needle is not empty.
    func find(_ needle: Span<UInt8>, from start: Int) -> Int? {
        let size = needle.count
        guard size > 0, start >= 0, count - start >= size else { return nil }
        let first = needle[0]
        var at = start
        let last = count - size
        while at <= last {
            if self[unchecked: at] == first {
                var i = 1
                while i < size, self[unchecked: at &+ i] == needle[unchecked: i] { i &+= 1 }
                if i == size { return at }
            }
            at &+= 1
        }
        return nil
    }

    /// Last offset where `needle` begins and ends at or before `end`; the needle is not empty.
    func findLast(_ needle: Span<UInt8>, endingBy end: Int) -> Int? {
        let size = needle.count
        var at = Swift.min(end, count) - size
        while at >= 0 {
            var i = 0
            while i < size, self[unchecked: at &+ i] == needle[unchecked: i] { i &+= 1 }
            if i == size { return at }
            at -= 1
        }
        return nil
    }
}

extension [UInt8] {
    /// Appends a code point, a surrogate like any other.
    mutating func append(codePoint value: UInt32) {
        switch value {
        case ..<0x80: append(UInt8(truncatingIfNeeded: value))
        case ..<0x800:
            append(0xC0 | UInt8(truncatingIfNeeded: value >> 6))
            append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
        case ..<0x10000:
            append(0xE0 | UInt8(truncatingIfNeeded: value >> 12))
            append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F))
            append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
        default:
            append(0xF0 | UInt8(truncatingIfNeeded: value >> 18 & 0x07))
            append(0x80 | UInt8(truncatingIfNeeded: value >> 12 & 0x3F))
            append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F))
            append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
        }
    }
}
