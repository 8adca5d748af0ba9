/// Whether bytes are well-formed UTF-8 (Unicode 16, table 3-7), sixteen bytes at a time.
package enum UTF8Validation {
    private typealias Vector = ByteScan.Vector
    private typealias Mask = SIMDMask<SIMD16<Int8>>

    /// Offset of the first byte of the first ill-formed sequence, or nil.
    package static func firstFault(in bytes: Span<UInt8>) -> Int? {
        let raw = bytes.bytes
        var index = 0
        while index &+ 16 <= bytes.count, isASCII(ByteScan.load(raw, index)) { index &+= 16 }
        if bytes.count >= 16, index &+ 16 > bytes.count, isASCII(ByteScan.load(raw, bytes.count &- 16)) { return nil }
        return scalarFault(bytes, from: skipBlocks(bytes, from: index) ?? index)
    }

    @inline(__always)
    private static func isASCII(_ vector: Vector) -> Bool {
        let words = unsafeBitCast(vector, to: SIMD2<UInt64>.self)
        return (words[0] | words[1]) & 0x8080_8080_8080_8080 == 0
    }

    /// Passes well-formed text from a character boundary on, a block at a time.
    ///
    /// - Returns: a character boundary less than 20 bytes from the end, or nil if something before it is ill-formed.
    private static func skipBlocks(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        let raw = bytes.bytes
        var index = start
        // A block looks three bytes back, so step over characters until there are as many.
        while index &- start < 3 {
            guard index < bytes.count, let length = sequenceLength(bytes, at: index) else { return nil }
            index &+= length
        }
        var faults = Mask(repeating: false)
        while index &+ 16 <= bytes.count {
            let vector = ByteScan.load(raw, index)
            if !isASCII(vector) || bytes[unchecked: index &- 1] >= 0x80 {
                faults = faults .| faultLanes(raw, index, vector)
            }
            index &+= 16
        }
        guard !ByteScan.hasLane(faults) else { return nil }
        // Back to the start of a character that the last block may have cut.
        var boundary = index
        while boundary > start, bytes[unchecked: boundary &- 1] & 0xC0 == 0x80 { boundary &-= 1 }
        return boundary > start && bytes[unchecked: boundary &- 1] >= 0xC0 ? boundary &- 1 : boundary
    }

    /// Lanes whose byte cannot follow the three before it.
    @inline(__always)
    private static func faultLanes(_ raw: borrowing RawSpan, _ index: Int, _ byte: Vector) -> Mask {
        let previous1 = ByteScan.load(raw, index &- 1)
        let previous2 = ByteScan.load(raw, index &- 2)
        let previous3 = ByteScan.load(raw, index &- 3)
        func all(_ value: UInt8) -> Vector { Vector(repeating: value) }
        let mustContinue =
            (previous1 .>= all(0xC0)) .| (previous2 .>= all(0xE0)) .| (previous3 .>= all(0xF0))
        let continues = (byte & all(0xC0)) .== all(0x80)
        let impossible = (byte .== all(0xC0)) .| (byte .== all(0xC1)) .| (byte .> all(0xF4))
        let overlong =
            ((previous1 .== all(0xE0)) .& (byte .< all(0xA0))) .| ((previous1 .== all(0xF0)) .& (byte .< all(0x90)))
        let outside =
            ((previous1 .== all(0xED)) .& (byte .>= all(0xA0))) .| ((previous1 .== all(0xF4)) .& (byte .>= all(0x90)))
        return (mustContinue .^ continues) .| impossible .| overlong .| outside
    }

    private static func scalarFault(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            guard let length = sequenceLength(bytes, at: index) else { return index }
            index &+= length
        }
        return nil
    }

    /// Length of the well-formed sequence at `index`, or nil.
    private static func sequenceLength(_ bytes: Span<UInt8>, at index: Int) -> Int? {
        let first = bytes[index]
        if first < 0x80 { return 1 }
        let left = bytes.count &- index
        func continues(_ place: Int) -> Bool { bytes[index &+ place] & 0xC0 == 0x80 }
        switch first {
        case 0xC2...0xDF:
            return left >= 2 && continues(1) ? 2 : nil
        case 0xE0...0xEF:
            guard left >= 3, continues(1), continues(2) else { return nil }
            let second = bytes[index &+ 1]
            return (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ? nil : 3
        case 0xF0...0xF4:
            guard left >= 4, continues(1), continues(2), continues(3) else { return nil }
            let second = bytes[index &+ 1]
            return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90) ? nil : 4
        default:
            return nil
        }
    }
}
