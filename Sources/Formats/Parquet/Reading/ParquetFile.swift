import Glibc
import Records

/// A Parquet file opened for reading at any place, and its footer.
///
/// A class because it owns a descriptor; used by one thread at a time.
final class ParquetFile {
    let path: String
    private(set) var metadata: ParquetMetadata
    private let descriptor: Int32
    private let size: Int

    private static let magic = Array("PAR1".utf8)
    private static let encryptedMagic = Array("PARE".utf8)

    init(_ path: String) throws(DataError) {
        guard path != "-" else {
            throw DataError(
                "Parquet cannot be read from standard input: its index is at the end", mend: "give a file's name")
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError.system("cannot open the file", file: path) }
        self.path = path
        self.descriptor = descriptor
        var status = stat()
        size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        metadata = ParquetMetadata.empty
        let tail = size >= 12 ? try read(size - 8..<size) : []
        guard tail.suffix(4) == Self.magic else {
            let isEncrypted = tail.suffix(4) == Self.encryptedMagic
            throw DataError(
                isEncrypted
                    ? "the Parquet file is encrypted" : "this is no whole Parquet file: it does not end in PAR1",
                file: path, mend: isEncrypted ? "decrypt it first" : "fetch the file again if it is cut short")
        }
        let length = (0..<4).reduce(0) { $0 | Int(tail[$1]) << (8 * $1) }
        guard length <= size - 12 else {
            throw fault(ParquetFault("its index has \(length) bytes, more than the file"))
        }
        do throws(ParquetFault) {
            metadata = try ParquetMetadata(try bytes(size - 8 - length..<size - 8))
        } catch {
            throw fault(error)
        }
    }

    deinit { close(descriptor) }

    private func fault(_ fault: ParquetFault) -> DataError {
        DataError(
            "the Parquet file's index cannot be read: " + fault.cause, file: path, offset: size,
            mend: "fetch or write the file again, or leave it out")
    }

    /// Bytes at any place of the file.
    func bytes(_ range: Range<Int>) throws(ParquetFault) -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= size else { throw .cutShort }
        do throws(DataError) { return try read(range) } catch { throw ParquetFault(error.cause) }
    }

    private func read(_ range: Range<Int>) throws(DataError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
            while filled < range.count {
                let room = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<range.count])
                let count = pread(descriptor, room.baseAddress, room.count, off_t(range.lowerBound + filled))
                if count < 0, errno == EINTR { continue }
                if count <= 0 {
                    code = count < 0 ? errno : EIO
                    return
                }
                filled += count
            }
        }
        if code != 0 {
            errno = code
            var error = DataError.system("cannot read", file: path)
            error.offset = range.lowerBound
            throw error
        }
        return bytes
    }
}
