internal import Glibc

/// Entries of a cache, two a set, in lines of the processor's cache. Lookups go all over the memory, so it is asked for
/// in huge pages where the system has them; untouched ones cost nothing.
struct CacheSets<Entry: BitwiseCopyable> {
    private let mapping: UnsafeMutableRawPointer
    private let entries: UnsafeMutablePointer<Entry>
    private let shift: UInt64
    private let bytes: Int

    private static var hugePage: Int { 2 << 20 }

    /// - Parameter bits: logarithm of the number of sets.
    init(bits: Int) {
        bytes = MemoryLayout<Entry>.stride << (bits + 1)
        shift = UInt64(64 - bits)
        let memory = mmap(nil, bytes + Self.hugePage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        // There is no way on without memory, as for any array.
        precondition(memory != MAP_FAILED, "out of memory")
        mapping = memory.unsafelyUnwrapped
        let start = mapping.advanced(by: -Int(bitPattern: mapping) & (Self.hugePage - 1))
        madvise(start, bytes, MADV_HUGEPAGE)
        entries = start.bindMemory(to: Entry.self, capacity: 2 << bits)
    }

    /// The first of the two entries for a hash.
    @inline(__always)
    func set(_ hash: UInt64) -> UnsafeMutablePointer<Entry> { entries + Int(truncatingIfNeeded: hash &>> shift) &* 2 }

    /// Zeroes every entry.
    func removeAll() {
        memset(entries, 0, bytes)
    }

    func deallocate() {
        munmap(mapping, bytes + Self.hugePage)
    }
}
