import Glibc

/// What the fuzzer made: a number to choose options by (its first byte) and the bytes of a file, which lie in memory
/// under a path that readers can open.
struct FuzzInput {
    let number: Int
    let bytes: UnsafeBufferPointer<UInt8>
    var path: String { "/proc/self/fd/\(Self.descriptor)" }

    /// One file without a name, written over for each input.
    private static let descriptor: Int32 = {
        var name = Array("/dev/shm/quern-fuzz-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        precondition(descriptor >= 0, "no file in memory")
        unlink(name)
        return descriptor
    }()

    init(_ made: UnsafeBufferPointer<UInt8>) {
        number = Int(made.first ?? 0)
        bytes = UnsafeBufferPointer(rebasing: made.dropFirst())
        ftruncate(Self.descriptor, 0)
        precondition(pwrite(Self.descriptor, bytes.baseAddress, bytes.count, 0) == bytes.count, "no memory for a file")
    }
}
