import CLZ4

/// LZ4 frames, any number, skippable ones passed over (lz4/lz4, doc/lz4_Frame_format.md).
final class LZ4Decompressor: Decompressor {
    private(set) var isBetweenStreams = true
    private let context: OpaquePointer

    init() throws(DecompressionFault) {
        var context: OpaquePointer?
        let code = LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
        guard LZ4F_isError(code) == 0, let context else { throw DecompressionFault(cause: "lz4 cannot start") }
        self.context = context
    }

    deinit { LZ4F_freeDecompressionContext(context) }

    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> DecompressionStep {
        var (consumed, produced) = (input.count, output.count)
        let code = LZ4F_decompress(context, output.baseAddress, &produced, input.baseAddress, &consumed, nil)
        if LZ4F_isError(code) != 0 {
            let name = String(cString: LZ4F_getErrorName(code))
            return DecompressionStep(fault: DecompressionFault(cause: "the lz4 data is corrupt: " + name))
        }
        if consumed > 0 || produced > 0 { isBetweenStreams = code == 0 }
        return DecompressionStep(consumed: consumed, produced: produced)
    }
}
