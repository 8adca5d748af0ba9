internal import Formats
internal import Glibc
internal import Records

/// Where a command writes its result: a file, compressed as its name says and there only when whole, or standard output.
final class ByteOutput {
    private let path: String?
    private let file: CompressedFile?

    /// - Parameter path: nil for standard output.
    init(path: String?) throws(DataError) {
        self.path = path
        file = try path.map { (path) throws(DataError) in try CompressedFile(path: path) }
    }

    func write(_ bytes: [UInt8]) throws(DataError) {
        if let file { return try file.write(bytes) }
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(1, $0.baseAddress?.advanced(by: start), $0.count - start) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                // The reader of a pipe went away: there is nobody to tell.
                if errno == EPIPE { exit(0) }
                throw DataError.system("cannot write", file: "standard output")
            }
            start += count
        }
    }

    func finish() throws(DataError) {
        if let file, let path { _ = try file.commit(as: path) }
    }
}
