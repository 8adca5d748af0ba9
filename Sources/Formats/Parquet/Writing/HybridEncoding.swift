/// Writes small integers in Parquet's hybrid of run-length and bit-packed runs
/// (apache/parquet-format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)").
enum HybridEncoding {
    /// Appends all of `values`, `width` bits each. Eight or more alike become a run.
    static func append<Value: FixedWidthInteger & UnsignedInteger>(
        _ values: [Value], width: Int, to output: inout [UInt8]
    ) {
        var packedFrom = 0
        var index = 0
        while index < values.count {
            var end = index + 1
            while end < values.count, values[end] == values[index] { end += 1 }
            // What is packed comes in eights, so that it may take the first of the run.
            let start = packedFrom + (index - packedFrom + 7) / 8 * 8
            if end - start >= 8 {
                appendPacked(values[packedFrom..<start], width: width, to: &output)
                appendVarint(UInt64(end - start) << 1, to: &output)
                for byte in 0..<(width + 7) / 8 {
                    output.append(UInt8(truncatingIfNeeded: UInt64(values[start]) >> UInt64(8 * byte)))
                }
                packedFrom = end
            }
            index = end
        }
        appendPacked(values[packedFrom...], width: width, to: &output)
    }

    private static func appendPacked<Value: FixedWidthInteger & UnsignedInteger>(
        _ values: ArraySlice<Value>, width: Int, to output: inout [UInt8]
    ) {
        guard !values.isEmpty else { return }
        let groups = (values.count + 7) / 8
        appendVarint(UInt64(groups) << 1 | 1, to: &output)
        var bits: UInt64 = 0
        var held = 0
        for value in values {
            bits |= UInt64(value) << UInt64(held)
            held += width
            while held >= 8 {
                output.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
                held -= 8
            }
        }
        if held > 0 { output.append(UInt8(truncatingIfNeeded: bits)) }
        let written = (values.count * width + 7) / 8
        output.append(contentsOf: repeatElement(0, count: groups * width - written))
    }

    static func appendVarint(_ value: UInt64, to output: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        output.append(UInt8(rest))
    }
}
