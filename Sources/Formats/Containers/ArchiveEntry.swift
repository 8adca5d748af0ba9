import CArchive
import Glibc

/// What an archive says of a file in it.
struct ArchiveEntry {
    /// Its path in the archive.
    let name: String
    let isFile: Bool
    let isEncrypted: Bool

    init(_ entry: OpaquePointer) {
        // Where the name is not in the encoding that the archive says, it is what its bytes are.
        let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
        self.name = name.map { String(cString: $0) } ?? ""
        isFile = archive_entry_filetype(entry) == S_IFREG && archive_entry_hardlink(entry) == nil
        isEncrypted = archive_entry_is_data_encrypted(entry) != 0
    }

    private var components: [Substring] { name.split(separator: "/", omittingEmptySubsequences: true) }

    /// Hidden files are no more read than those of folders; nor is what macOS writes beside each file.
    var isHidden: Bool {
        components.contains { $0.hasPrefix(".") && $0 != "." && $0 != ".." } || components.first == "__MACOSX"
    }

    /// Why it is not to be read.
    var refusal: String? {
        if name.isEmpty { return "the entry has no name" }
        if name.hasPrefix("/") || components.contains("..") { return "the entry's path leads out of the archive" }
        return isEncrypted ? "the entry is encrypted" : nil
    }
}
