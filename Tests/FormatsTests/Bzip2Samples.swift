import CBzip2
import Records

/// bzip2 is only read by the house, so the tests compress with libbz2 themselves.
enum Bzip2Samples {
    static func compressed(_ bytes: [UInt8]) throws -> [UInt8] {
        var room = [CChar](repeating: 0, count: bytes.count + bytes.count / 50 + 1000)
        var count = UInt32(room.count)
        var source = bytes.map { CChar(bitPattern: $0) }
        let code = BZ2_bzBuffToBuffCompress(&room, &count, &source, UInt32(source.count), 1, 0, 0)
        guard code == BZ_OK else { throw DataError("libbz2 says \(code)") }
        return room.prefix(Int(count)).map { UInt8(bitPattern: $0) }
    }
}
