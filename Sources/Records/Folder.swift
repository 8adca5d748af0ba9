import Glibc

/// Folders and paths, without Foundation.
package enum Folder {
    package static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    package static func join(_ folder: String, _ name: String) -> String {
        name.hasPrefix("/") || folder.isEmpty || folder == "."
            ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// Makes the folder and those above it; an existing one is fine.
    package static func create(_ path: String) throws(DataError) {
        if mkdir(path, 0o755) == 0 || (errno == EEXIST && isFolder(path)) { return }
        if errno == ENOENT {
            try create(parent(of: path))
            if mkdir(path, 0o755) == 0 || (errno == EEXIST && isFolder(path)) { return }
        }
        throw DataError.system("cannot create the folder", file: path)
    }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes renames in the folder durable.
    package static func sync(_ path: String) throws(DataError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError.system("cannot open the folder", file: path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            throw DataError.system("cannot sync the folder", file: path)
        }
    }
}

extension DataError {
    /// The fault of the last system call, from `errno`, with what usually mends it.
    package static func system(_ cause: String, file: String) -> DataError {
        let code = errno
        let mend =
            switch code {
            case ENOSPC, EDQUOT: "free some space or choose another output folder, then run the same command again"
            case EACCES, EPERM, EROFS: "check the permissions of the file and its folder"
            case ENOENT: "check the path"
            case EMFILE, ENFILE: "raise the limit on open files (ulimit -n)"
            case EISDIR: "name a file, not a folder"
            default: ""
            }
        return DataError(cause + ": " + String(cString: strerror(code)), file: file, mend: mend)
    }
}
