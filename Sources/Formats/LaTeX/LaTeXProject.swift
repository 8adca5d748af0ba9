import Records

/// The LaTeX files of an archive, which may be one paper in several files: a file with a document class is a document,
/// with the files that it inputs in their places. A file that none inputs is a document of its own, so that nothing is
/// lost; so is every file where there is no document class.
struct LaTeXProject {
    struct File {
        var path: String
        /// Without comments.
        var text: [UInt8]
        var isRoot: Bool
    }

    private var files: [File] = []
    private(set) var size = 0
    private static let maximumDepth = 16

    var isEmpty: Bool { files.isEmpty }

    /// - Parameter path: in the archive.
    mutating func add(_ path: String, _ source: [UInt8]) {
        let text = LaTeXComments.removed(from: source)
        size += text.count
        let scanner = LaTeXScanner(text)
        let isRoot = ["\\documentclass", "\\documentstyle"].contains { scanner.find($0, from: 0) != nil }
        files.append(File(path: path, text: text, isRoot: isRoot))
    }

    /// The documents, in the files' order, those of more than `maximumBytes` cut there.
    func documents(maximumBytes: Int) -> [File] {
        var used = Set<Int>()
        var roots: [Int: [UInt8]] = [:]
        for index in files.indices where files[index].isRoot && !used.contains(index) {
            var assembly = Assembly(files: files, root: index, maximumBytes: maximumBytes)
            assembly.append(index)
            roots[index] = assembly.output
            used.formUnion(assembly.used)
        }
        return files.indices.compactMap { index in
            let isInput = used.contains(index)
            if let text = roots[index], !isInput { return File(path: files[index].path, text: text, isRoot: true) }
            return isInput ? nil : files[index]
        }
    }

    /// A root with what it inputs.
    private struct Assembly {
        let files: [File]
        let root: Int
        let maximumBytes: Int
        var output: [UInt8] = []
        var used = Set<Int>()
        private var open: [Int] = []

        init(files: [File], root: Int, maximumBytes: Int) {
            self.files = files
            self.root = root
            self.maximumBytes = maximumBytes
        }

        mutating func append(_ index: Int) {
            guard open.count < LaTeXProject.maximumDepth, !open.contains(index), output.count <= maximumBytes else {
                return
            }
            if index != root { used.insert(index) }
            open.append(index)
            defer { open.removeLast() }
            let text = body(index)
            var scanner = LaTeXScanner(text)
            var kept = 0
            while !scanner.isAtEnd {
                let start = scanner.place
                guard scanner.take(UInt8(ascii: "\\")) else {
                    scanner.place += 1
                    continue
                }
                scanner.place = start
                guard let name = Self.input(&scanner), let found = find(name, from: index) else { continue }
                output.append(contentsOf: text[kept..<start])
                append(found)
                kept = scanner.place
            }
            output.append(contentsOf: text[kept...])
        }

        /// What stands in the place of an input: a file that is a document by itself, too, is there without its frame.
        private func body(_ index: Int) -> [UInt8] {
            let file = files[index]
            guard file.isRoot, index != root else { return file.text }
            return LaTeXDocument.body(file.text)
        }

        /// Passes a control sequence: the name of the file that it inputs, if it does.
        private static func input(_ scanner: inout LaTeXScanner) -> ArraySlice<UInt8>? {
            let word = String(decoding: scanner.controlSequence(), as: UTF8.self)
            guard ["input", "include", "subfile"].contains(word) else { return nil }
            var inner = scanner
            inner.skipBlanks()
            if let name = inner.braces() {
                scanner = inner
                return name
            }
            // TeX's own form: up to the next blank.
            let name = inner.bytes[inner.place...].prefix { $0 > 0x20 && $0 != UInt8(ascii: "\\") }
            guard word == "input", !name.isEmpty, inner.place > scanner.place else { return nil }
            scanner.place = name.endIndex
            return name
        }

        /// Names are from the root's folder on, or from that of the file they stand in.
        private func find(_ name: ArraySlice<UInt8>, from index: Int) -> Int? {
            let name = String(decoding: name.filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") }, as: UTF8.self)
            for folder in [root, index].map({ Folder.parent(of: files[$0].path) }) {
                for suffix in ["", ".tex"] {
                    let path = Self.plain(Folder.join(folder, name + suffix))
                    if let found = files.firstIndex(where: { Self.plain($0.path) == path }) { return found }
                }
            }
            return nil
        }

        /// Without `.` and `..`.
        private static func plain(_ path: String) -> [Substring] {
            var plain: [Substring] = []
            for component in path.split(separator: "/") where component != "." {
                if component == ".." { _ = plain.popLast() } else { plain.append(component) }
            }
            return plain
        }
    }
}
