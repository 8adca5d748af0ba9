import Glibc

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

    /// A new empty folder under the system's temporary one.
    package static func temporaryFolder() -> String {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array((base + "/quern-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { return base }
        return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? base }
    }
}
