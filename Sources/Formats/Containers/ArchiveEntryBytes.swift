import Records

/// The bytes of the entry that an archive has come to.
///
/// A class because an input keeps it; used by one thread at a time, until the archive goes on.
final class ArchiveEntryBytes: ByteSource {
    let fileSize: Int? = nil
    private let archive: Archive
    private let path: String
    private let start: Int
    private var produced = 0

    /// No text is compressed to a smaller share of itself; what claims so for this much is a bomb.
    private static let maximumRatio = 200
    private static let harmless = 64 << 20

    /// - Parameter path: what the entry is called in errors.
    init(_ archive: Archive, path: String) {
        self.archive = archive
        self.path = path
        start = archive.consumed
    }

    func read(into room: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
        let count = try archive.read(into: room)
        produced += count
        // libarchive may have had the entry's bytes before its header was asked for.
        let stored = archive.consumed - start + ByteInput.chunk
        if produced > Self.harmless, produced / Self.maximumRatio > stored {
            throw DataError(
                "the entry unpacks to more than \(Self.maximumRatio) times its size", file: path, offset: produced,
                mend: "unpack it by hand if it is no bomb")
        }
        return count
    }

    func seek(to offset: Int) throws(DataError) {
        throw DataError("an archive's entry cannot be read from the middle", file: path, offset: offset)
    }
}
