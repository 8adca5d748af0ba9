package import Foundation

/// The files below a folder, to compare two runs to the byte. What Quern keeps for itself (`.quern`) is left out.
package struct FolderContents: Equatable {
    package var files: [String: Data]

    package init(_ folder: String) throws {
        files = [:]
        guard let names = FileManager.default.enumerator(atPath: folder) else { return }
        for case let name as String in names where !name.hasPrefix(".quern") {
            var isFolder: ObjCBool = false
            let path = folder + "/" + name
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            files[name] = try Data(contentsOf: URL(filePath: path))
        }
    }

    /// Names of files that only one of the two has or that differ: empty when they are equal.
    package func differences(from other: FolderContents) -> [String] {
        Set(files.keys).union(other.files.keys).filter { files[$0] != other.files[$0] }.sorted()
    }
}
