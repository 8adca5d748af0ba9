internal import Records
package import Synchronization

/// How many threads may decompress or compress a file beside its reader or writer: none where the readers themselves keep
/// the processors busy. No result depends on it.
package enum SpareThreads {
    package static let count = Atomic<Int>(0)

    /// - Returns: nil if the file is to be decompressed by who reads it.
    static func reading(_ path: String, _ compression: Compression) throws(DataError) -> (any ReadAhead)? {
        let threads = count.load(ordering: .relaxed)
        guard threads > 0 else { return nil }
        // bzip2 is slower than any reader, and can be decompressed in several places at once.
        if compression == .bzip2 { return try Bzip2Threads(path, threads: threads) }
        return try DecompressionThread(try ByteInput(FileBytes(path), path: path), chunk: ByteInput.chunk)
    }

    static func compressing(with compressor: any Compressor, path: String) throws(DataError) -> any Compressor {
        count.load(ordering: .relaxed) > 0 ? try CompressionThread(compressor, path: path) : compressor
    }
}
