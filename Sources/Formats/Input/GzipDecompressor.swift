import CZlib

/// RFC 1952, any number of members; zero padding between and after them is passed over.
final class GzipDecompressor: Decompressor {
    private(set) var isBetweenStreams = true
    // Behind a pointer because zlib keeps the stream's address.
    private let stream: UnsafeMutablePointer<z_stream>

    init() throws(DecompressionFault) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, 16 for gzip headers.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
            stream.deallocate()
            throw DecompressionFault(cause: "zlib cannot start")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecompressionStep {
        var step = DecompressionStep()
        if isBetweenStreams {
            while step.consumed < input.count, input[step.consumed] == 0 { step.consumed += 1 }
            if step.consumed > 0 || input.isEmpty { return step }
            inflateReset(stream)
            isBetweenStreams = false
        }
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let code = inflate(stream, Z_NO_FLUSH)
        step.consumed = min(input.count, Int(UInt32.max)) - Int(stream.pointee.avail_in)
        step.produced = min(output.count, Int(UInt32.max)) - Int(stream.pointee.avail_out)
        switch code {
        case Z_STREAM_END: isBetweenStreams = true
        case Z_OK, Z_BUF_ERROR: break
        default:
            let message = stream.pointee.msg.map { String(cString: $0) } ?? "code \(code)"
            step.fault = DecompressionFault(cause: "the gzip data is corrupt: " + message)
        }
        return step
    }
}
