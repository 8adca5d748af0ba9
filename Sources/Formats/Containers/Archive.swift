import CArchive
import Glibc
import Records

/// The entries of an archive, one after the other: zip, and tar in all its dialects, by libarchive.
///
/// A class because it owns libarchive's handle; used by one thread at a time.
final class Archive {
    /// What the next header is.
    enum Header {
        case entry(ArchiveEntry)
        /// Nothing that can be read; the entries after it may be.
        case damaged(String)
    }

    let path: String
    private let handle: OpaquePointer
    private let input: ArchiveInput
    private var isAtEnd = false

    nonisolated(unsafe) private static let utf8 = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    private static let suffixes = ["zip", "tar", "tgz", "tbz2", "txz", "tzst"]

    static func isNamed(by path: String) -> Bool { FileName(path).suffix.map(suffixes.contains) ?? false }

    /// Whether the bytes look like tar's (POSIX.1-2017, pax, "ustar Interchange Format": the magic in the first header).
    static func isTar(_ bytes: ByteInput) throws(DataError) -> Bool {
        while bytes.window.count < 512, try bytes.fill() {}
        let window = bytes.window
        guard window.count >= 512 else { return false }
        return window.extracting(257..<262).withUnsafeBufferPointer { $0.elementsEqual("ustar".utf8) }
    }

    /// - Parameter bytes: decompressed.
    init(_ bytes: ByteInput) throws(DataError) {
        guard let handle = archive_read_new() else { throw DataError("libarchive cannot start", file: bytes.path) }
        path = bytes.path
        self.handle = handle
        input = ArchiveInput(bytes)
        archive_read_support_format_zip(handle)
        archive_read_support_format_tar(handle)
        let code = input.open(handle)
        if code != ARCHIVE_OK { throw input.error(code, handle, "this is no zip or tar archive that can be read") }
    }

    deinit { archive_read_free(handle) }

    /// Bytes of the archive that were given to libarchive.
    var consumed: Int { input.consumed }

    /// - Returns: nil at the end.
    /// - Throws: when the archive cannot be read on.
    func next() throws(DataError) -> Header? {
        if isAtEnd { return nil }
        // libarchive gives names in the thread's encoding, or not at all.
        let before = uselocale(Self.utf8)
        defer { uselocale(before) }
        var entry: OpaquePointer?
        let code = archive_read_next_header(handle, &entry)
        switch code {
        case ARCHIVE_EOF:
            isAtEnd = true
            return nil
        case ARCHIVE_RETRY: return .damaged(input.cause(handle))
        case ARCHIVE_OK, ARCHIVE_WARN: return entry.map { .entry(ArchiveEntry($0)) }
        default: throw input.error(code, handle, "the archive cannot be read on")
        }
    }

    /// Reads on in the entry that was given last.
    ///
    /// - Returns: how many bytes; 0 at its end.
    func read(into room: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        let count = archive_read_data(handle, room.baseAddress, room.count)
        if count >= 0 { return count }
        // A checksum that is not the entry's is but a warning to libarchive.
        throw input.error(CInt(clamping: count), handle, "the entry cannot be read on")
    }
}
