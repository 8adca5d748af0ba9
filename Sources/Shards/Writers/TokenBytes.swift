internal import Records

/// Tokens as little-endian integers of two or four bytes.
enum TokenBytes {
    /// - Throws: for an id that two bytes cannot hold.
    static func append(_ ids: [Int32], bytesPerToken: Int, to buffer: inout [UInt8], path: String) throws(DataError) {
        if bytesPerToken == 4 {
            for id in ids { withUnsafeBytes(of: id.littleEndian) { buffer.append(contentsOf: $0) } }
            return
        }
        for id in ids {
            guard let short = UInt16(exactly: id) else {
                throw DataError("token \(id) does not fit 16 bits", file: path)
            }
            withUnsafeBytes(of: short.littleEndian) { buffer.append(contentsOf: $0) }
        }
    }
}
