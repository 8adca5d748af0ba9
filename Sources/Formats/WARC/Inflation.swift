import CZlib
import Records

/// Bytes that zlib unpacks in one go, up to a limit.
enum Inflation {
    /// What is around the deflate data: RFC 1952, RFC 1950, or nothing.
    enum Wrapping: Int32 {
        case gzip = 31
        case zlib = 15
        case none = -15

        /// HTTP's `deflate` means zlib's format, and servers send either (RFC 9110, section 8.4.1.2).
        init(of bytes: [UInt8]) {
            let isZlib = bytes.count > 1 && bytes[0] & 15 == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
            self = isZlib ? .zlib : .none
        }
    }

    private static let chunk = 1 << 16

    /// - Parameter isCut: data that ends early is good as far as it goes.
    static func bytes(
        _ packed: [UInt8], _ wrapping: Wrapping, limit: Int, isCut: Bool
    ) throws(RecordFault) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, wrapping.rawValue, ZLIB_VERSION, size) == Z_OK else {
            throw RecordFault(reason: "zlib cannot start")
        }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        var code = Z_OK
        packed.withUnsafeBufferPointer { packed in
            stream.next_in = UnsafeMutablePointer(mutating: packed.baseAddress)
            stream.avail_in = UInt32(clamping: packed.count)
            while code == Z_OK, output.count <= limit {
                output.append(addingCapacity: chunk) { room in
                    room.withUnsafeMutableBufferPointer { free, count in
                        stream.next_out = free.baseAddress
                        stream.avail_out = UInt32(clamping: free.count)
                        code = inflate(&stream, Z_NO_FLUSH)
                        count = free.count - Int(stream.avail_out)
                    }
                }
            }
        }
        if output.count > limit {
            throw RecordFault(reason: "its payload unpacks to more than \(limit) bytes (maximum-record-bytes)")
        }
        if code == Z_STREAM_END || (isCut && code == Z_BUF_ERROR) { return output }
        let isShort = code == Z_OK || code == Z_BUF_ERROR
        throw RecordFault(
            reason: isShort
                ? "its payload's compressed data ends too early" : "its payload's compressed data is corrupt")
    }
}
