import Glibc
import Records

/// The bytes of a file on disk, or of standard input.
///
/// A class because it owns a descriptor; used by one thread at a time.
final class FileBytes: ByteSource {
    private let descriptor: Int32
    private let path: String
    private var offset = 0
    let fileSize: Int?

    /// - Parameter path: `-` is standard input.
    init(_ path: String) throws(DataError) {
        descriptor = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError.system("cannot open the file", file: path) }
        self.path = path
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        fileSize = isFile ? Int(status.st_size) : nil
    }

    deinit { close(descriptor) }

    /// Reads once, however often a signal interrupts.
    func read(into room: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        while true {
            let count = Glibc.read(descriptor, room.baseAddress, room.count)
            if count >= 0 {
                offset += count
                return count
            }
            if errno == EINTR { continue }
            var error = DataError.system("cannot read", file: path)
            error.offset = offset
            throw error
        }
    }

    func seek(to offset: Int) throws(DataError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
            throw DataError.system("cannot start in the middle", file: path)
        }
        self.offset = offset
    }
}
