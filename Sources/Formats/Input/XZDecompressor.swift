import CLzma

/// The .xz format, any number of streams one after the other, with zeros between them or not
/// (tukaani.org/xz/xz-file-format.txt, section 2.2).
final class XZDecompressor: Decompressor {
    private(set) var isBetweenStreams = true
    // Behind a pointer because liblzma keeps what it points to.
    private let stream: UnsafeMutablePointer<lzma_stream>

    /// What a stream may make the decompressor take: four times the dictionary of xz -9.
    private static let memoryLimit: UInt64 = 256 << 20

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: lzma_stream())
    }

    deinit {
        lzma_end(stream)
        stream.deallocate()
    }

    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecompressionStep {
        var step = DecompressionStep()
        var input = input
        if isBetweenStreams {
            step.consumed = input.prefix { $0 == 0 }.count
            input = UnsafeRawBufferPointer(rebasing: input[step.consumed...])
            if input.isEmpty { return step }
            guard lzma_stream_decoder(stream, Self.memoryLimit, 0) == LZMA_OK else {
                step.fault = DecompressionFault(cause: "liblzma cannot start")
                return step
            }
            isBetweenStreams = false
        }
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = input.count
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = output.count
        let code = lzma_code(stream, LZMA_RUN)
        step.consumed += input.count - stream.pointee.avail_in
        step.produced = output.count - stream.pointee.avail_out
        switch code {
        case LZMA_OK, LZMA_BUF_ERROR: break
        case LZMA_STREAM_END: isBetweenStreams = true
        case LZMA_MEMLIMIT_ERROR:
            step.fault = DecompressionFault(cause: "the xz dictionary is larger than \(Self.memoryLimit >> 20) MiB")
        case LZMA_FORMAT_ERROR: step.fault = DecompressionFault(cause: "what follows is not an xz stream")
        default: step.fault = DecompressionFault(cause: "the xz data is corrupt (code \(code.rawValue))")
        }
        return step
    }
}
