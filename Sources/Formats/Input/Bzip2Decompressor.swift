import CBzip2

/// bzip2, any number of streams one after the other, as parallel compressors write them.
final class Bzip2Decompressor: Decompressor {
    private(set) var isBetweenStreams = true
    // Behind a pointer because libbz2 keeps the stream's address.
    private let stream: UnsafeMutablePointer<bz_stream>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: bz_stream())
    }

    deinit {
        if !isBetweenStreams { BZ2_bzDecompressEnd(stream) }
        stream.deallocate()
    }

    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecompressionStep {
        var step = DecompressionStep()
        if isBetweenStreams {
            if input.isEmpty { return step }
            stream.pointee = bz_stream()
            guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
                step.fault = DecompressionFault(cause: "libbz2 cannot start")
                return step
            }
            isBetweenStreams = false
        }
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let code = BZ2_bzDecompress(stream)
        step.consumed = min(input.count, Int(UInt32.max)) - Int(stream.pointee.avail_in)
        step.produced = min(output.count, Int(UInt32.max)) - Int(stream.pointee.avail_out)
        switch code {
        case BZ_STREAM_END:
            BZ2_bzDecompressEnd(stream)
            isBetweenStreams = true
        case BZ_OK: break
        case BZ_DATA_ERROR_MAGIC: step.fault = DecompressionFault(cause: "what follows is not a bzip2 stream")
        default: step.fault = DecompressionFault(cause: "the bzip2 data is corrupt (code \(code))")
        }
        return step
    }
}
