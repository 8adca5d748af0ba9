internal import Glibc

/// Zeroed memory for a table that is looked up all over: asked for in huge pages where the system has them, so that
/// finding its pages does not cost as much as reading them. Untouched pages cost nothing.
struct PageMemory {
    let start: UnsafeMutableRawPointer
    let byteCount: Int
    private let mapping: UnsafeMutableRawPointer

    private static var hugePage: Int { 2 << 20 }

    init(byteCount: Int) {
        self.byteCount = byteCount
        let memory = mmap(nil, byteCount + Self.hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        // There is no way on without memory, as for any array.
        precondition(memory != MAP_FAILED, "out of memory")
        mapping = memory.unsafelyUnwrapped
        start = mapping.advanced(by: -Int(bitPattern: mapping) & (Self.hugePage - 1))
        if byteCount >= Self.hugePage / 4 { madvise(start, byteCount, MADV_HUGEPAGE) }
    }

    /// Zeroes all of it.
    func clear() { memset(start, 0, byteCount) }

    func deallocate() { munmap(mapping, byteCount + Self.hugePage) }
}
