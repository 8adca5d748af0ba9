import CZlib
import Records

/// One gzip member at zlib's default level, whose header holds neither name nor time.
final class GzipCompressor: Compressor {
    // Behind a pointer because zlib keeps the stream's address.
    private let stream: UnsafeMutablePointer<z_stream>
    private let room: UnsafeMutableRawBufferPointer

    init(path: String) throws(DataError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        room = .allocate(byteCount: 1 << 17, alignment: 16)
        // 15 bits of window, 16 for a gzip header; 8 is zlib's default memory level.
        let size = Int32(MemoryLayout<z_stream>.size)
        let code = deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        guard code == Z_OK else { throw DataError("zlib cannot start (code \(code))", file: path) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        room.deallocate()
    }

    func write(_ bytes: UnsafeRawBufferPointer, isLast: Bool, to file: AtomicFile) throws(DataError) {
        var left = bytes
        repeat {
            let piece = UnsafeRawBufferPointer(rebasing: left.prefix(1 << 30))
            left = UnsafeRawBufferPointer(rebasing: left.dropFirst(piece.count))
            stream.pointee.next_in = UnsafeMutablePointer(
                mutating: piece.baseAddress?.assumingMemoryBound(to: UInt8.self))
            stream.pointee.avail_in = UInt32(piece.count)
            try deflateAll(flush: isLast && left.isEmpty ? Z_FINISH : Z_NO_FLUSH, to: file)
        } while !left.isEmpty
    }

    private func deflateAll(flush: Int32, to file: AtomicFile) throws(DataError) {
        repeat {
            stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(room.count)
            let code = deflate(stream, flush)
            guard code != Z_STREAM_ERROR else { throw DataError("zlib fails (code \(code))", file: file.path) }
            try file.write(UnsafeRawBufferPointer(rebasing: room.prefix(room.count - Int(stream.pointee.avail_out))))
        } while stream.pointee.avail_out == 0
    }
}
