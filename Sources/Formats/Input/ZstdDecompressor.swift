import CZstd

/// RFC 8878, any number of frames, skippable ones passed over. Windows up to 128 MiB, zstd's own default.
final class ZstdDecompressor: Decompressor {
    private(set) var isBetweenStreams = true
    private let stream: OpaquePointer
    /// How much input zstd asks for. No more is given, so that it stops after each block: when a block is corrupt,
    /// what came before has been delivered.
    private var wanted: Int

    init() throws(DecompressionFault) {
        guard let stream = ZSTD_createDStream() else { throw DecompressionFault(cause: "zstd cannot start") }
        self.stream = stream
        wanted = ZSTD_initDStream(stream)
    }

    deinit { ZSTD_freeDStream(stream) }

    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecompressionStep {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: min(input.count, max(wanted, 1)), pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let code = ZSTD_decompressStream(stream, &target, &source)
        var step = DecompressionStep(consumed: source.pos, produced: target.pos)
        if ZSTD_isError(code) != 0 {
            let name = String(cString: ZSTD_getErrorName(code))
            let isWindow = ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge
            step.fault = DecompressionFault(
                cause: isWindow
                    ? "the zstd window is larger than 128 MiB (compressed with --long or --ultra)"
                    : "the zstd data is corrupt: " + name)
        } else {
            isBetweenStreams = code == 0
            wanted = code == 0 ? ZSTD_initDStream(stream) : code
        }
        return step
    }
}
