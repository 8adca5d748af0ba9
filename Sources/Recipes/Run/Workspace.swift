internal import Foundation
internal import Glibc
internal import Records

/// Where a run keeps what: names of files below the output folder.
struct Workspace: Sendable {
    /// The output folder.
    var root: String

    static let manifest = "manifest.json"
    static let report = "report.html"
    static let reservedNames = ["clusters", "dropped", "quarantine", "removed"]
    /// Ledger, lock and files between passes.
    static let hidden = ".quern"

    func absolute(_ path: String) -> String { Folder.join(root, path) }

    /// The file with its path relative to the root, as receipts hold it.
    func relative(_ file: Receipt.File) -> Receipt.File {
        var file = file
        if file.path.hasPrefix(root + "/") { file.path = String(file.path.dropFirst(root.count + 1)) }
        return file
    }

    static func part(_ index: Int) -> String {
        let digits = String(index)
        return "part-" + String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    static func records(_ step: String, _ index: Int) -> String { "\(step)/\(part(index)).jsonl.zst" }
    static func dropped(_ step: String, _ index: Int) -> String { "dropped/\(step)/\(part(index)).jsonl.zst" }
    static func removed(_ step: String, _ index: Int) -> String { "removed/\(step)/\(part(index)).jsonl.zst" }
    static func quarantine(_ step: String, _ index: Int) -> String { "quarantine/\(step)/\(part(index)).jsonl" }
    static func work(_ step: String, _ index: Int, _ name: String) -> String {
        "\(hidden)/work/\(step)/\(part(index)).\(name)"
    }

    /// Whether all the files are there at their sizes.
    func holds(_ files: [Receipt.File]) -> Bool {
        files.allSatisfy { file in
            var status = stat()
            return stat(absolute(file.path), &status) == 0 && Int(status.st_size) == file.bytes
        }
    }

    /// Removes a file and the folders that this leaves empty; a missing file is fine.
    func remove(_ path: String) throws(DataError) {
        guard unlink(absolute(path)) == 0 || errno == ENOENT else {
            throw DataError.system("cannot remove an outdated file", file: absolute(path))
        }
        var folder = Folder.parent(of: path)
        while folder != ".", rmdir(absolute(folder)) == 0 { folder = Folder.parent(of: folder) }
    }

    /// Removes what a killed run left half-written.
    func removePartialFiles() throws(DataError) {
        guard let names = FileManager.default.enumerator(atPath: root) else { return }
        for case let name as String in names where name.hasSuffix(AtomicFile.temporarySuffix) {
            try remove(name)
        }
    }
}
