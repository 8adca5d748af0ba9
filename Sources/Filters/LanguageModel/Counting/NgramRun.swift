internal import Glibc
internal import Records

/// A file of sorted rows (see `NgramRows`), read from its beginning through a buffer; it goes when the reader does.
///
/// A class because it owns a descriptor and a buffer; used by one thread at a time.
final class NgramRun {
    static let fileMend = "delete the scratch folder and run the same command again"

    let words: Int
    private let path: String
    private let descriptor: Int32
    private let stride: Int
    private let buffer: UnsafeMutablePointer<UInt32>
    private let bufferRows: Int
    private var place = 0
    private var filled = 0

    init(path: String, words: Int, bufferBytes: Int = 1 << 20) throws(DataError) {
        self.path = path
        self.words = words
        stride = words + 2
        bufferRows = max(1, bufferBytes / (4 * stride))
        buffer = .allocate(capacity: bufferRows * stride)
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError.system("cannot open", file: path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        unlink(path)
        buffer.deallocate()
    }

    /// The next row, valid until the next call; nil at the end.
    @inline(__always)
    func next() throws(DataError) -> UnsafePointer<UInt32>? {
        if place == filled {
            try fill()
            if filled == 0 { return nil }
        }
        defer { place += 1 }
        return UnsafePointer(buffer + place * stride)
    }

    private func fill() throws(DataError) {
        let wanted = bufferRows * stride * 4
        var done = 0
        while done < wanted {
            let count = read(descriptor, UnsafeMutableRawPointer(buffer) + done, wanted - done)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DataError.system("cannot read", file: path) }
            if count == 0 { break }
            done += count
        }
        guard done % (stride * 4) == 0 else { throw DataError("the run ends early", file: path, mend: Self.fileMend) }
        place = 0
        filled = done / (stride * 4)
    }

    /// Writes a run row by row.
    struct Writer {
        private let file: AtomicFile
        private let words: Int

        init(path: String, words: Int) throws(DataError) {
            file = try AtomicFile(path: path)
            self.words = words
        }

        func append(_ row: UnsafePointer<UInt32>) throws(DataError) {
            try file.write(UnsafeRawBufferPointer(start: row, count: (words + 2) * 4))
        }

        func append(_ row: UnsafePointer<UInt32>, _ value: UInt64) throws(DataError) {
            try file.write(UnsafeRawBufferPointer(start: row, count: words * 4))
            let value = value.littleEndian
            try withUnsafeBytes(of: value) { (bytes) throws(DataError) in try file.write(bytes) }
        }

        func append(_ rows: UnsafeRawBufferPointer) throws(DataError) { try file.write(rows) }

        func finish() throws(DataError) { _ = try file.commit() }
    }
}
