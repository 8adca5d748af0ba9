import Glibc

/// Keeps two processes out of the same folder. The lock goes with the process, however it ends. A class because it owns a
/// descriptor.
package final class FolderLock: Sendable {
    private let descriptor: Int32

    /// - Parameters:
    ///   - path: the file that is locked; it is made, and stays.
    ///   - folder: what is kept to one process, as the user named it.
    package init(path: String, folder: String) throws(DataError) {
        try Folder.create(Folder.parent(of: path))
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw DataError.system("cannot create the lock", file: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw DataError(
                "another run is working in this folder", file: folder,
                mend: "wait for it to end, or choose another folder")
        }
    }

    deinit { close(descriptor) }
}
