internal import CLanes

/// Whether bytes are well-formed UTF-8 (Unicode 16, table 3-7), many bytes at a time.
package enum UTF8Validation {
    private typealias Vector = ByteScan.Vector

    /// Offset of the first byte of the first ill-formed sequence, or nil.
    package static func firstFault(in bytes: Span<UInt8>) -> Int? {
        let raw = bytes.bytes
        var index = 0
        while index &+ 16 <= bytes.count, isASCII(ByteScan.load(raw, index)) { index &+= 16 }
        if bytes.count >= 16, index &+ 16 > bytes.count, isASCII(ByteScan.load(raw, bytes.count &- 16)) { return nil }
        return scalarFault(bytes, from: skipBlocks(bytes, from: index))
    }

    @inline(__always)
    private static func isASCII(_ vector: Vector) -> Bool {
        let words = unsafeBitCast(vector, to: SIMD2<UInt64>.self)
        return (words[0] | words[1]) & 0x8080_8080_8080_8080 == 0
    }

    /// Passes well-formed text from a character boundary on, 64 bytes at a time.
    ///
    /// - Returns: a character boundary that is the last or `start`, if there is too little text or a fault in it.
    private static func skipBlocks(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        // A block looks three bytes back, so step over characters until there are as many.
        while index &- start < 3 {
            guard index < bytes.count, let length = sequenceLength(bytes, at: index) else { return start }
            index &+= length
        }
        guard bytes.count &- index >= 64,
            bytes.withUnsafeBufferPointer({ unsafe quern_utf8_is_well_formed($0.baseAddress, index, $0.count) })
        else { return start }
        // Back to the start of a character that the end may cut.
        var boundary = bytes.count
        while boundary > start, bytes[unchecked: boundary &- 1] & 0xC0 == 0x80 { boundary &-= 1 }
        return boundary > start && bytes[unchecked: boundary &- 1] >= 0xC0 ? boundary &- 1 : boundary
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
