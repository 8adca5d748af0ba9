import Glibc
package import Records

/// The files a user named: paths, folders, patterns and `-`, put into one order that depends on nothing but names.
package struct InputFiles: Sendable {
    package private(set) var files: [Part.File] = []
    /// Files of folders and patterns that are left out because no format is known by their name.
    package private(set) var skipped: [String] = []

    /// Opens every file, to see that it is there and whether it is compressed.
    ///
    /// A folder stands for the files in it and below, hidden ones and unknown extensions left out, and those of other
    /// formats if one is given; a pattern (`*`, `?`, `[…]`) for the files it matches. Both in order of the bytes of
    /// their paths; a file named twice is read once.
    /// A collection is called by its folder (for a folder or pattern) or by the file's name without extensions.
    package static func expand(_ inputs: [String], _ options: SourceOptions) throws(DataError) -> InputFiles {
        var found = InputFiles()
        var seen: Set<String> = []
        for input in inputs {
            if input == "-" || FolderTree.isThere(input) {
                if Folder.isFolder(input) {
                    try found.add(FolderTree.files(below: input), of: input, source: baseName(input), options, &seen)
                } else {
                    try found.add(input, source: input == "-" ? "stdin" : stem(input), options, &seen)
                }
            } else if input.utf8.contains(where: { "*?[".utf8.contains($0) }) {
                let folder = Folder.parent(of: input)
                try found.add(
                    try FolderTree.files(matching: input), of: input, source: baseName(folder), options, &seen)
            } else {
                throw DataError("there is no such file", file: input, mend: "check the path")
            }
        }
        return found
    }

    /// The files of a folder or pattern.
    private mutating func add(
        _ paths: [String], of input: String, source: String, _ options: SourceOptions, _ seen: inout Set<String>
    ) throws(DataError) {
        let before = files.count
        let isFolder = Folder.isFolder(input)
        for path in paths {
            // A format that the user gives picks the files of a folder that bear its name, and reads whatever a pattern
            // matches.
            let isWanted = options.format.map { !isFolder || $0.isNamed(by: path) } ?? (FileFormat(named: path) != nil)
            if isWanted || Archive.isNamed(by: path) {
                try add(path, source: source, options, &seen)
            } else {
                skipped.append(path)
            }
        }
        if files.count == before, !paths.contains(where: seen.contains) {
            throw DataError(
                "there is no file of a known format", file: input,
                mend: paths.isEmpty ? "check the path" : "say the format with --format")
        }
    }

    private mutating func add(
        _ path: String, source: String, _ options: SourceOptions, _ seen: inout Set<String>
    ) throws(DataError) {
        let format = Archive.isNamed(by: path) ? nil : try options.format(of: path)
        guard seen.insert(path).inserted else { return }
        var size = 0
        var isSplittable = false
        if path != "-" {
            let input = try ByteInput(path)
            size = input.fileSize
            isSplittable = input.isPlainFile && format?.isSplittable(options) == true
        }
        files.append(Part.File(path: path, source: source, size: size, isSplittable: isSplittable))
    }

    private static func baseName(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return name.isEmpty || name == "." ? "input" : name
    }

    /// `a/b.jsonl.gz` → `b`
    private static func stem(_ path: String) -> String {
        let name = Compression.stripSuffix(baseName(path))
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}
