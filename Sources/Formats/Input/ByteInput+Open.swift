import Records

extension ByteInput {
    /// The first bytes, as many as tell the compression.
    static func readHead(_ source: any ByteSource) throws(DataError) -> [UInt8] {
        var head: [UInt8] = []
        while head.count < Compression.sniffedBytes {
            var room = [UInt8](repeating: 0, count: Compression.sniffedBytes - head.count)
            var span = room.mutableSpan
            let count = try span.withUnsafeMutableBytes { (room) throws(DataError) in
                try source.read(into: room)
            }
            if count == 0 { break }
            head += room[..<count]
        }
        return head
    }

    /// The decompressor for a file that begins with `head`; nil if it is not compressed.
    static func decompressor(
        for head: [UInt8], path: String, from offset: Int
    ) throws(DataError) -> (any Decompressor)? {
        let compression = Compression(sniffing: head.span)
        let named = Compression(named: path)
        if compression == .none, head.first == named.firstByte, head.count < Compression.sniffedBytes, !head.isEmpty {
            throw DataError(
                "the \(named.rawValue) data ends within its first bytes: the file is cut short", file: path, offset: 0,
                mend: "fetch or compress the file again, or leave it out")
        }
        if compression != .none, offset > 0 {
            throw DataError(
                "a \(compression.rawValue) file cannot be read from the middle", file: path, offset: offset,
                mend: "read it as one piece")
        }
        do throws(DecompressionFault) {
            return try compression.makeDecompressor()
        } catch {
            throw DataError(error.cause, file: path, mend: "free some memory and run the same command again")
        }
    }
}
