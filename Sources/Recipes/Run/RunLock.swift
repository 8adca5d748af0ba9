internal import Glibc
internal import Records

/// Keeps two runs out of the same output folder. The lock goes with the process, however it ends.
struct RunLock: ~Copyable {
    private let descriptor: Int32

    init(_ workspace: Workspace) throws(DataError) {
        descriptor = try Self.lock(workspace)
    }

    private static func lock(_ workspace: Workspace) throws(DataError) -> Int32 {
        let path = workspace.absolute(Workspace.hidden + "/lock")
        try Folder.create(Folder.parent(of: path))
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw DataError.system("cannot create the lock", file: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw DataError(
                "another run is working in this folder", file: workspace.root,
                mend: "wait for it to end, or choose another output folder")
        }
        return descriptor
    }

    deinit { close(descriptor) }
}
