/// Integers as differences, in blocks of bit-packed miniblocks (apache/parquet-format, Encodings.md, "Delta Encoding
/// (DELTA_BINARY_PACKED = 5)").
enum DeltaIntegers {
    /// - Parameters:
    ///   - position: of the first byte, set behind the last.
    ///   - limit: how many there may be.
    static func decode(_ bytes: Span<UInt8>, at position: inout Int, limit: Int) throws(ParquetFault) -> [Int64] {
        let blockSize = try Varint.read(bytes, at: &position)
        let miniblocks = try Varint.read(bytes, at: &position)
        let count = try Varint.read(bytes, at: &position)
        var value = try Varint.readSigned(bytes, at: &position)
        guard miniblocks > 0, blockSize > 0, blockSize % miniblocks == 0, blockSize / miniblocks % 8 == 0,
            blockSize <= 1 << 20,
            miniblocks <= 1 << 12
        else { throw ParquetFault("blocks of \(blockSize) differences in \(miniblocks) parts") }
        guard count <= UInt64(limit) else { throw ParquetFault("\(count) values where \(limit) are") }
        var values: [Int64] = []
        values.reserveCapacity(Int(count))
        if count > 0 { values.append(value) }
        let size = Int(blockSize / miniblocks)
        while values.count < Int(count) {
            let least = try Varint.readSigned(bytes, at: &position)
            let widths = position
            position += Int(miniblocks)
            guard position <= bytes.count else { throw .cutShort }
            for miniblock in 0..<Int(miniblocks) where values.count < Int(count) {
                let width = Int(bytes[widths + miniblock])
                guard width <= 64 else { throw ParquetFault("differences of \(width) bits") }
                let length = size / 8 * width
                let taken = min(size, Int(count) - values.count)
                // The last miniblock may be cut where its values end.
                guard (taken * width + 7) / 8 <= bytes.count - position else { throw .cutShort }
                let run = bytes.extracting(position..<min(position + length, bytes.count))
                for place in 0..<taken {
                    let delta = Int64(bitPattern: BitPacking.value(run.bytes, place * width, width))
                    value = value &+ least &+ delta
                    values.append(value)
                }
                position += run.count
            }
        }
        return values
    }
}
