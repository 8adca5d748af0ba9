import Glibc

/// What the fuzzer made: a number to choose options by (its first byte) and the bytes of a file, which lie in memory
/// under a path that readers can open.
struct FuzzInput {
    let number: Int
    let bytes: UnsafeBufferPointer<UInt8>
    /// Ends in `suffix`, if there is one.
    let path: String

    private static let plainPath = "/proc/self/fd/\(descriptor)"

    /// The same file under a name, which goes when the run ends.
    private static func link(_ suffix: String) -> String {
        let path = "/dev/shm/quern-fuzz-\(getpid())\(suffix)"
        if access(path, F_OK) != 0 {
            symlink(plainPath, path)
            linked = path
            atexit { unlink(FuzzInput.linked) }
        }
        return path
    }

    nonisolated(unsafe) private static var linked = ""

    /// One file without a name, written over for each input.
    private static let descriptor: Int32 = {
        var name = Array("/dev/shm/quern-fuzz-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        precondition(descriptor >= 0, "no file in memory")
        unlink(name)
        return descriptor
    }()

    init(_ made: UnsafeBufferPointer<UInt8>, suffix: String) {
        path = suffix.isEmpty ? Self.plainPath : Self.link(suffix)
        number = Int(made.first ?? 0)
        bytes = UnsafeBufferPointer(rebasing: made.dropFirst())
        ftruncate(Self.descriptor, 0)
        precondition(pwrite(Self.descriptor, bytes.baseAddress, bytes.count, 0) == bytes.count, "no memory for a file")
    }
}
