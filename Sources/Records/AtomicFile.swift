import Glibc

/// A file that appears under its name only when it is whole: written beside it under a temporary name, synced, renamed.
///
/// A class because it owns a descriptor; used by one thread at a time.
package final class AtomicFile {
    /// Suffix of files being written; leftovers of a killed run carry it and may be deleted.
    package static let temporarySuffix = ".quern-partial"
    static let bufferBytes = 1 << 18

    package let path: String
    private let descriptor: Int32
    private var isOpen = true
    private var buffer: [UInt8] = []
    private let hash = ContentHash.Streaming()
    private var flushed = 0

    /// Bytes written so far, those still in the buffer included.
    package var byteCount: Int { flushed + buffer.count }

    /// Creates the folders on the way, too.
    package init(path: String) throws(DataError) {
        self.path = path
        try Folder.create(Folder.parent(of: path))
        descriptor = open(path + Self.temporarySuffix, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
        if descriptor < 0 {
            isOpen = false
            throw DataError.system("cannot create the file", file: path)
        }
        buffer.reserveCapacity(Self.bufferBytes)
    }

    package func write(_ bytes: Span<UInt8>) throws(DataError) {
        try bytes.withUnsafeBufferPointer { (raw) throws(DataError) in try write(UnsafeRawBufferPointer(raw)) }
    }

    package func write(_ bytes: [UInt8]) throws(DataError) { try write(bytes.span) }

    package func write(_ text: String) throws(DataError) { try write(Array(text.utf8).span) }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
        if buffer.count + bytes.count > Self.bufferBytes { try flush() }
        if bytes.count >= Self.bufferBytes {
            try put(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    private func flush() throws(DataError) {
        var full: [UInt8] = []
        swap(&full, &buffer)
        try full.span.withUnsafeBytes { (raw) throws(DataError) in try put(raw) }
        full.removeAll(keepingCapacity: true)
        swap(&full, &buffer)
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw DataError.system("cannot write", file: path)
            }
            done += count
        }
        hash.update(bytes)
        flushed += bytes.count
    }

    /// Syncs and renames. Returns the XXH3-128 of the contents.
    ///
    /// - Parameter isScratch: of a file that is gone before the program ends well: nobody reads it after a crash.
    package func commit(isScratch: Bool = false) throws(DataError) -> String {
        try flush()
        guard isScratch || fsync(descriptor) == 0 else { throw DataError.system("cannot sync", file: path) }
        isOpen = false
        guard close(descriptor) == 0 else { throw DataError.system("cannot close", file: path) }
        guard rename(path + Self.temporarySuffix, path) == 0 else {
            throw DataError.system("cannot rename the finished file", file: path)
        }
        if !isScratch { try Folder.sync(Folder.parent(of: path)) }
        return hash.finish()
    }

    deinit {
        if isOpen {
            close(descriptor)
            unlink(path + Self.temporarySuffix)
        }
    }
}
