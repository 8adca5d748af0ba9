import Glibc
import Records

/// Finding files: below a folder, or by a pattern.
enum FolderTree {
    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    /// All files below `folder`, hidden ones left out, in order of their paths' bytes. Links to folders are not followed.
    static func files(below folder: String) throws(DataError) -> [String] {
        var found: [String] = []
        var folders = [folder]
        while let folder = folders.popLast() {
            for name in try names(in: folder) where !name.hasPrefix(".") {
                let path = Folder.join(folder, name)
                var link = stat()
                guard lstat(path, &link) == 0 else { continue }
                if link.st_mode & S_IFMT == S_IFDIR {
                    folders.append(path)
                } else if !Folder.isFolder(path) {
                    found.append(path)
                }
            }
        }
        return sorted(found)
    }

    /// Files that match a shell pattern, in order of their paths' bytes.
    static func files(matching pattern: String) throws(DataError) -> [String] {
        var matches = glob_t()
        defer { globfree(&matches) }
        let code = glob(pattern, GLOB_NOSORT, nil, &matches)
        guard code == 0 || code == GLOB_NOMATCH else {
            throw DataError("the pattern cannot be matched", file: pattern, mend: "name the files one by one")
        }
        var found: [String] = []
        for index in 0..<Int(matches.gl_pathc) {
            guard let path = matches.gl_pathv?[index].map({ String(cString: $0) }) else { continue }
            if !Folder.isFolder(path) { found.append(path) }
        }
        return sorted(found)
    }

    private static func names(in folder: String) throws(DataError) -> [String] {
        guard let stream = opendir(folder) else { throw DataError.system("cannot open the folder", file: folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            // d_name is an array of 256 bytes in C, a tuple here.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }

    /// `String`'s own order depends on Unicode's version.
    private static func sorted(_ paths: [String]) -> [String] {
        paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
