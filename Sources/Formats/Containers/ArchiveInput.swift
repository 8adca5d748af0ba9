import CArchive
import Glibc
import Records

/// Gives libarchive the bytes of an archive.
///
/// A class because libarchive calls back with its address; used by one thread at a time.
final class ArchiveInput {
    private let bytes: ByteInput
    /// How many of the window's first bytes libarchive has.
    private var lent = 0
    private(set) var consumed = 0
    private var fault: DataError?

    init(_ bytes: ByteInput) { self.bytes = bytes }

    /// - Returns: libarchive's code.
    func open(_ handle: OpaquePointer) -> CInt {
        // Where there is a file, zip's index at its end is read first, as it should be.
        if bytes.isPlainFile {
            archive_read_set_seek_callback(handle) { _, input, offset, whence in
                ArchiveInput.from(input).seek(offset, whence)
            }
        }
        return archive_read_open2(
            handle, Unmanaged.passUnretained(self).toOpaque(), nil,
            { _, input, block in ArchiveInput.from(input).lend(block) }, nil, nil)
    }

    /// What was wrong with the archive's own file, or else what libarchive says.
    func error(_ code: CInt, _ handle: OpaquePointer, _ what: String) -> DataError {
        if let fault { return fault }
        let error = DataError(
            "\(what): \(cause(handle))", file: bytes.path, offset: bytes.offset,
            mend: "fetch the archive again if it is cut short")
        // After this it would complain of whatever it is asked.
        if code == ARCHIVE_FATAL { fault = error }
        return error
    }

    func cause(_ handle: OpaquePointer) -> String {
        archive_error_string(handle).map { String(cString: $0) } ?? "no reason is known"
    }

    private static func from(_ pointer: UnsafeMutableRawPointer?) -> ArchiveInput {
        guard let pointer else { preconditionFailure("libarchive lost what it was given") }
        return Unmanaged<ArchiveInput>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// The window's bytes stay where they are until the next call.
    private func lend(_ block: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        let bytes = bytes
        bytes.consume(lent)
        lent = 0
        do throws(DataError) {
            if bytes.window.isEmpty, try !bytes.fill() { return 0 }
        } catch {
            fault = error
            return Int(ARCHIVE_FATAL)
        }
        lent = bytes.window.count
        consumed += lent
        bytes.window.withUnsafeBytes { block?.pointee = $0.baseAddress }
        return lent
    }

    private func seek(_ offset: Int64, _ whence: CInt) -> Int64 {
        let base =
            switch whence {
            case SEEK_CUR: bytes.offset + lent
            case SEEK_END: bytes.fileSize
            default: 0
            }
        let (place, isTooFar) = base.addingReportingOverflow(Int(offset))
        guard !isTooFar, place >= 0 else { return Int64(ARCHIVE_FATAL) }
        lent = 0
        do throws(DataError) {
            try bytes.seek(to: place)
        } catch {
            fault = error
            return Int64(ARCHIVE_FATAL)
        }
        return Int64(place)
    }
}
