/// Entries of a cache, two a set, in lines of the processor's cache.
struct CacheSets<Entry: BitwiseCopyable> {
    private let memory: PageMemory
    private let entries: UnsafeMutablePointer<Entry>
    private let shift: UInt64

    /// - Parameter bits: logarithm of the number of sets.
    init(bits: Int) {
        memory = PageMemory(byteCount: MemoryLayout<Entry>.stride << (bits + 1))
        entries = memory.start.bindMemory(to: Entry.self, capacity: 2 << bits)
        shift = UInt64(64 - bits)
    }

    /// The first of the two entries for a hash.
    @inline(__always)
    func set(_ hash: UInt64) -> UnsafeMutablePointer<Entry> { entries + Int(truncatingIfNeeded: hash &>> shift) &* 2 }

    /// Zeroes every entry.
    func removeAll() { memory.clear() }

    func deallocate() { memory.deallocate() }
}
