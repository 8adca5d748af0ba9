/// Integers of a fixed number of bits, the first in the lowest bits.
enum BitPacking {
    /// Appends `count` integers of `width` bits (0...32), for which there are enough bytes.
    static func unpack<Value: FixedWidthInteger & UnsignedInteger>(
        _ bytes: Span<UInt8>, width: Int, count: Int, into output: inout [Value]
    ) {
        let raw = bytes.bytes
        let mask = (UInt64(1) &<< UInt64(width)) &- 1
        var bit = 0
        // As long as eight bytes can be loaded.
        let fast = width == 0 ? 0 : max(0, min(count, ((raw.byteCount - 8) * 8) / width))
        for _ in 0..<fast {
            let word = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: bit &>> 3, as: UInt64.self)
            output.append(Value(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & mask))
            bit &+= width
        }
        for _ in fast..<max(count, fast) {
            output.append(Value(truncatingIfNeeded: value(raw, bit, width)))
            bit &+= width
        }
    }

    /// The integer of up to 64 bits that begins at `bit`; bits behind the end are 0.
    static func value(_ raw: RawSpan, _ bit: Int, _ width: Int) -> UInt64 {
        var value: UInt64 = 0
        var taken = 0
        while taken < width {
            let place = bit &+ taken
            let byte =
                place &>> 3 < raw.byteCount ? raw.unsafeLoad(fromUncheckedByteOffset: place &>> 3, as: UInt8.self) : 0
            let within = place & 7
            let take = min(8 &- within, width &- taken)
            let bits = UInt64(byte &>> UInt8(within)) & ((1 &<< UInt64(take)) &- 1)
            value |= bits &<< UInt64(taken)
            taken &+= take
        }
        return value
    }
}
