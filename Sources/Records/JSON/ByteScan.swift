import Glibc

/// Searches over bytes, many at a time.
package enum ByteScan {
    package typealias Vector = SIMD16<UInt8>

    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")

    /// Index of the first `true` lane; 16 if there is none. SSE2 and NEON have no common "move mask", so the two halves
    /// are looked at, without a branch between them.
    @inline(__always)
    package static func firstLane(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        let low = words[0].trailingZeroBitCount &>> 3
        let high = words[1].trailingZeroBitCount &>> 3
        return low == 8 ? 8 &+ high : low
    }

    @inline(__always)
    package static func hasLane(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        return words[0] | words[1] != 0
    }

    @inline(__always)
    package static func load(_ bytes: borrowing RawSpan, _ offset: Int) -> Vector {
        // Callers keep offset within byteCount - 16; a SIMD type of bytes has no invalid patterns.
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: Vector.self)
    }

    /// What a JSON string cannot hold as it is: a quote, a backslash, a control character.
    @inline(__always)
    static func mustEscape(_ vector: Vector) -> SIMDMask<SIMD16<Int8>> {
        (vector .== Vector(repeating: quote)) .| (vector .== Vector(repeating: backslash))
            .| (vector .< Vector(repeating: 0x20))
    }

    @inline(__always)
    static func mustEscape(_ byte: UInt8) -> Bool { byte < 0x20 || byte == quote || byte == backslash }

    /// First index at or after `start` of a quote, a backslash or a control character; `bytes.count` if there is none.
    @inline(__always)
    package static func endOfPlainText(in bytes: Span<UInt8>, from start: Int) -> Int {
        let raw = bytes.bytes
        var index = start
        while index &+ 16 <= bytes.count {
            let mask = mustEscape(load(raw, index))
            if hasLane(mask) { return index &+ firstLane(mask) }
            index &+= 16
        }
        while index < bytes.count, !mustEscape(bytes[index]) { index &+= 1 }
        return index
    }

    /// First index at or after `start` of `byte`, or nil.
    package static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
        guard start < bytes.count else { return nil }
        return bytes.withUnsafeBytes { raw in
            // As wide as the processor allows, which code of ours cannot be without a version for each.
            guard let base = raw.baseAddress,
                let found = unsafe memchr(base + start, Int32(byte), raw.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// How often `byte` occurs.
    package static func count(_ byte: UInt8, in bytes: Span<UInt8>) -> Int {
        let wanted = Vector(repeating: byte)
        return count(in: bytes, { $0 .== wanted }, { $0 == byte })
    }

    /// How many characters are in UTF-8: bytes that are no continuation.
    package static func characterCount(in utf8: Span<UInt8>) -> Int {
        let last = Vector(repeating: 0xBF)
        let first = Vector(repeating: 0x80)
        return count(in: utf8, { ($0 .< first) .| ($0 .> last) }, { $0 & 0xC0 != 0x80 })
    }

    @inline(__always)
    private static func count(
        in bytes: Span<UInt8>, _ lanesMatch: (Vector) -> SIMDMask<SIMD16<Int8>>, _ matches: (UInt8) -> Bool
    ) -> Int {
        let raw = bytes.bytes
        var total = 0
        var index = 0
        while index &+ 16 <= bytes.count {
            // Every lane counts down from 0 by its mask (-1); a lane holds at most 255 before it is emptied.
            var lanes = Vector.zero
            let end = min(index &+ 16 &* 255, bytes.count &- 15)
            while index < end {
                let mask = lanesMatch(load(raw, index))
                lanes &-= unsafeBitCast(mask, to: Vector.self)
                index &+= 16
            }
            for lane in 0..<16 { total &+= Int(lanes[lane]) }
        }
        while index < bytes.count {
            if matches(bytes[index]) { total &+= 1 }
            index &+= 1
        }
        return total
    }
}
