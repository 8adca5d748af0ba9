/// Small integers in Parquet's hybrid of run-length and bit-packed runs
/// (apache/parquet-format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)").
enum HybridRuns {
    /// Appends `count` integers of `width` bits (0...32) to `output`.
    static func decode<Value: FixedWidthInteger & UnsignedInteger>(
        _ bytes: Span<UInt8>, width: Int, count: Int, into output: inout [Value]
    ) throws(ParquetFault) {
        guard (0...32).contains(width) else { throw ParquetFault("integers of \(width) bits") }
        let wanted = output.count + count
        output.reserveCapacity(wanted)
        var position = 0
        while output.count < wanted {
            let head = try Varint.read(bytes, at: &position)
            let left = wanted - output.count
            if head & 1 == 0 {
                let value = try Self.value(bytes, at: &position, width: width)
                output.append(
                    contentsOf: repeatElement(
                        Value(truncatingIfNeeded: value), count: min(left, Int(clamping: head >> 1))))
            } else {
                let (packed, overflows) = (head >> 1).multipliedReportingOverflow(by: UInt64(width))
                guard !overflows, packed <= UInt64(Int32.max) else { throw .cutShort }
                // The last run may be cut where its values end.
                let end = min(position + Int(packed), bytes.count)
                let run = bytes.extracting(position..<end)
                let values = min(left, Int(clamping: (head >> 1).multipliedReportingOverflow(by: 8).partialValue))
                guard values > 0, run.count * 8 >= values * width else { throw .cutShort }
                BitPacking.unpack(run, width: width, count: values, into: &output)
                position = end
            }
        }
    }

    private static func value(_ bytes: Span<UInt8>, at position: inout Int, width: Int) throws(ParquetFault) -> UInt32 {
        let length = (width + 7) / 8
        guard length <= bytes.count - position else { throw .cutShort }
        var value: UInt32 = 0
        for place in 0..<length { value |= UInt32(bytes[position + place]) << UInt32(8 * place) }
        position += length
        return value
    }
}
