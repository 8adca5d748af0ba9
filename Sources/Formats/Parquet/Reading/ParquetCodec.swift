import CLZ4
import CSnappy
import CZlib
import CZstd

/// How pages are compressed, by parquet.thrift's `CompressionCodec`.
enum ParquetCodec: Int {
    case none = 0, snappy, gzip
    /// LZ4 in Hadoop's frames, deprecated.
    case lz4Hadoop = 5
    case zstd, lz4

    /// - Parameter size: bytes the result must have.
    func decompress(_ packed: Span<UInt8>, to size: Int) throws(ParquetFault) -> [UInt8] {
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, filled in
            packed.withUnsafeBufferPointer { packed in
                isWhole = decompress(
                    UnsafeRawBufferPointer(packed),
                    into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[..<size]))
            }
            filled = isWhole ? size : 0
        }
        guard isWhole else { throw ParquetFault("a page's compressed data is corrupt") }
        return bytes
    }

    private func decompress(_ packed: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> Bool {
        switch self {
        case .none:
            guard packed.count == room.count else { return false }
            room.copyMemory(from: packed)
            return true
        case .snappy:
            var length = room.count
            let status = snappy_uncompress(
                packed.baseAddress?.assumingMemoryBound(to: CChar.self), packed.count,
                room.baseAddress?.assumingMemoryBound(to: CChar.self), &length)
            return status == SNAPPY_OK && length == room.count
        case .gzip: return inflate(packed, into: room)
        case .zstd:
            return ZSTD_decompress(room.baseAddress, room.count, packed.baseAddress, packed.count) == room.count
        case .lz4: return Self.decompressLZ4(packed, into: room)
        case .lz4Hadoop: return Self.decompressHadoop(packed, into: room)
        }
    }

    private static func decompressLZ4(_ packed: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
        -> Bool
    {
        guard let packedCount = Int32(exactly: packed.count), let roomCount = Int32(exactly: room.count) else {
            return false
        }
        return LZ4_decompress_safe(
            packed.baseAddress?.assumingMemoryBound(to: CChar.self),
            room.baseAddress?.assumingMemoryBound(to: CChar.self),
            packedCount, roomCount) == roomCount
    }

    /// Blocks, each with its length before and after compression in four bytes, the highest first
    /// (apache/parquet-format, Compression.md, "LZ4").
    private static func decompressHadoop(_ packed: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer)
        -> Bool
    {
        var (position, filled) = (0, 0)
        while position < packed.count {
            guard packed.count - position >= 8 else { return false }
            let size = Int(UInt32(bigEndian: packed.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
            let length = Int(UInt32(bigEndian: packed.loadUnaligned(fromByteOffset: position + 4, as: UInt32.self)))
            position += 8
            guard length <= packed.count - position, size <= room.count - filled,
                decompressLZ4(
                    UnsafeRawBufferPointer(rebasing: packed[position..<position + length]),
                    into: UnsafeMutableRawBufferPointer(rebasing: room[filled..<filled + size]))
            else { return false }
            position += length
            filled += size
        }
        return filled == room.count
    }

    /// zlib or gzip, as writers differ; several members, as Hadoop may write them.
    private func inflate(_ packed: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer) -> Bool {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return false
        }
        defer { inflateEnd(&stream) }
        stream.next_in = UnsafeMutablePointer(mutating: packed.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.avail_in = UInt32(clamping: packed.count)
        stream.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.avail_out = UInt32(clamping: room.count)
        while true {
            guard CZlib.inflate(&stream, Z_FINISH) == Z_STREAM_END else { return false }
            if stream.avail_in == 0 { return stream.avail_out == 0 }
            guard inflateReset(&stream) == Z_OK else { return false }
        }
    }
}
