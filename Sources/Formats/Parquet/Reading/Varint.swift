/// Integers of seven bits a byte, the lowest first (ULEB128), as in Parquet's pages.
enum Varint {
    static func read(_ bytes: Span<UInt8>, at position: inout Int) throws(ParquetFault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard position < bytes.count else { throw .cutShort }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw ParquetFault("a number in a page has more than ten bytes")
    }

    /// The signed integer that a ZigZag-encoded one stands for.
    static func readSigned(_ bytes: Span<UInt8>, at position: inout Int) throws(ParquetFault) -> Int64 {
        let value = try read(bytes, at: &position)
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
}
