import Foundation

/// Where tests find and leave files.
package enum Fixtures {
    /// The repository's root.
    package static let root: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// A file of the shared real data beside the repository, or nil (the test then skips, saying so).
    package static func sharedData(_ path: String) -> String? {
        let full = root + "/../shared/data/" + path
        return access(full, R_OK) == 0 ? full : nil
    }

    /// A new empty folder, which goes when the tests end.
    package static func temporaryFolder() -> String { newFolder(in: folderOfTheRun) }

    private static let folderOfTheRun: String = {
        atexit { try? FileManager.default.removeItem(atPath: Fixtures.folderOfTheRun) }
        return newFolder(in: getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")
    }()

    private static func newFolder(in base: String) -> String {
        var template = Array((base + "/quern-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { return base }
        return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? base }
    }
}
