import CBzip2
import CLZ4
import CLzma
import Records

/// What the house only reads the tests compress themselves, by the formats' own libraries.
enum CompressedSamples {
    static func bzip2(_ bytes: [UInt8]) throws -> [UInt8] {
        var room = [CChar](repeating: 0, count: bytes.count + bytes.count / 50 + 1000)
        var count = UInt32(room.count)
        var source = bytes.map { CChar(bitPattern: $0) }
        let code = BZ2_bzBuffToBuffCompress(&room, &count, &source, UInt32(source.count), 1, 0, 0)
        guard code == BZ_OK else { throw DataError("libbz2 says \(code)") }
        return room.prefix(Int(count)).map { UInt8(bitPattern: $0) }
    }

    static func xz(_ bytes: [UInt8]) throws -> [UInt8] {
        var room = [UInt8](repeating: 0, count: lzma_stream_buffer_bound(bytes.count))
        var count = 0
        let code = lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nil, bytes, bytes.count, &room, &count, room.count)
        guard code == LZMA_OK else { throw DataError("liblzma says \(code.rawValue)") }
        return Array(room.prefix(count))
    }

    static func lz4(_ bytes: [UInt8]) throws -> [UInt8] {
        var preferences = LZ4F_preferences_t()
        preferences.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled
        var room = [UInt8](repeating: 0, count: LZ4F_compressFrameBound(bytes.count, &preferences))
        let count = LZ4F_compressFrame(&room, room.count, bytes, bytes.count, &preferences)
        guard LZ4F_isError(count) == 0 else { throw DataError("lz4 says \(count)") }
        return Array(room.prefix(count))
    }
}
