package import Records

/// A file of pre-tokens with their counts, sorted by bytes: u32 length, i64 count, both little-endian, then the bytes.
package enum PretokenRun {
    static let headerBytes = 12

    struct Writer {
        private let file: AtomicFile
        private var header: [UInt8] = []

        init(path: String) throws(DataError) { file = try AtomicFile(path: path) }

        mutating func append(_ token: Span<UInt8>, count: Int64) throws(DataError) {
            guard let length = UInt32(exactly: token.count) else {
                throw DataError("a pre-token is longer than 4 GB", file: file.path)
            }
            header.removeAll(keepingCapacity: true)
            withUnsafeBytes(of: length.littleEndian) { header.append(contentsOf: $0) }
            withUnsafeBytes(of: count.littleEndian) { header.append(contentsOf: $0) }
            try file.write(header)
            try file.write(token)
        }

        func finish() throws(DataError) -> Receipt.File {
            let hash = try file.commit()
            return Receipt.File(path: file.path, bytes: file.byteCount, hash: hash)
        }
    }

    /// Merges runs into one. Memory does not depend on their size.
    package static func merge(_ paths: [String], to path: String) throws(DataError) -> Receipt.File {
        var writer = try Writer(path: path)
        var runs = try MergedRuns(paths)
        while let count = try runs.next() { try writer.append(runs.token.span, count: count) }
        return try writer.finish()
    }
}
