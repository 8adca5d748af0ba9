package import Records

/// An `AtomicFile` compressed as its name says: `.gz`, `.zst`, or not at all. The same bytes in give the same bytes out:
/// no time and no name in headers, fixed levels.
///
/// A class because it owns a compressor; used by one thread at a time.
package final class CompressedFile {
    private let file: AtomicFile
    private let compressor: (any Compressor)?

    package init(path: String) throws(DataError) {
        let made: (any Compressor)?
        switch Compression(named: path) {
        case .none: made = nil
        case .gzip: made = try GzipCompressor(path: path)
        case .zstd: made = try ZstdCompressor(path: path)
        case .bzip2, .xz, .lz4:
            throw DataError(
                "\(Compression(named: path).rawValue) is read, but not written", file: path,
                mend: "end the name in .zst, .gz or without a compression"
            )
        }
        compressor = try made.map { (made) throws(DataError) in try SpareThreads.compressing(with: made, path: path) }
        file = try AtomicFile(path: path)
    }

    package func write(_ bytes: Span<UInt8>) throws(DataError) {
        try bytes.withUnsafeBytes { (raw) throws(DataError) in try write(raw) }
    }

    package func write(_ bytes: [UInt8]) throws(DataError) { try write(bytes.span) }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
        guard let compressor else { return try file.write(bytes) }
        try compressor.write(bytes, isLast: false, to: file)
    }

    /// Makes the file durable under its name.
    ///
    /// - Parameter name: the file as receipts call it, relative to the output folder.
    package func commit(as name: String) throws(DataError) -> Receipt.File {
        try compressor?.write(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, to: file)
        let hash = try file.commit()
        return Receipt.File(path: name, bytes: file.byteCount, hash: hash)
    }
}
