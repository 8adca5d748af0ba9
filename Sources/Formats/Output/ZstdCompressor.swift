import CZstd
import Records

/// One zstd frame at level 3, with a checksum of the contents.
final class ZstdCompressor: Compressor {
    static let level: Int32 = 3
    private let context: OpaquePointer
    private let room: UnsafeMutableRawBufferPointer

    init(path: String) throws(DataError) {
        guard let context = ZSTD_createCCtx() else { throw DataError("zstd cannot start", file: path) }
        self.context = context
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Self.level)
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        room = .allocate(byteCount: ZSTD_CStreamOutSize(), alignment: 16)
    }

    deinit {
        ZSTD_freeCCtx(context)
        room.deallocate()
    }

    func write(_ bytes: UnsafeRawBufferPointer, isLast: Bool, to file: AtomicFile) throws(DataError) {
        var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        while true {
            var target = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
            let left = ZSTD_compressStream2(context, &target, &source, isLast ? ZSTD_e_end : ZSTD_e_continue)
            guard ZSTD_isError(left) == 0 else {
                throw DataError("zstd fails: " + String(cString: ZSTD_getErrorName(left)), file: file.path)
            }
            try file.write(UnsafeRawBufferPointer(rebasing: room.prefix(target.pos)))
            if isLast ? left == 0 : source.pos == source.size { return }
        }
    }
}
