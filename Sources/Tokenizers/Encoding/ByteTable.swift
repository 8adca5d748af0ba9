package import Records

/// Byte strings numbered in the order they were first seen: open addressing over one arena.
package struct ByteTable: Sendable {
    package private(set) var strings = ByteColumn()
    /// High half of a string's hash and its number + 1; 0 where nothing is.
    private var slots: [UInt64]

    package init(minimumCapacity: Int = 0) {
        var size = 64
        while size < minimumCapacity * 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
    }

    package var count: Int { strings.count }

    /// Bytes of memory, about.
    var memoryUsed: Int { slots.count * 8 + strings.bytes.capacity + strings.ends.capacity * 8 }

    package subscript(index: Int) -> Span<UInt8> {
        @_lifetime(borrow self)
        get { strings[index] }
    }

    /// The number of a string, or nil.
    package func index(of string: Span<UInt8>) -> Int? {
        let hash = ContentHash.xxh3(string)
        let slot = slot(of: string, hash)
        return slots[slot] == 0 ? nil : Int(slots[slot] & 0xFFFF_FFFF) - 1
    }

    /// The number of a string, which is added if it is new. At most 2³² − 2 strings.
    package mutating func insert(_ string: Span<UInt8>) -> Int {
        let hash = ContentHash.xxh3(string)
        let slot = slot(of: string, hash)
        if slots[slot] != 0 { return Int(slots[slot] & 0xFFFF_FFFF) - 1 }
        strings.append(string)
        slots[slot] = Self.entry(hash, count)
        if count * 2 > slots.count { grow() }
        return count - 1
    }

    private static func entry(_ hash: UInt64, _ number: Int) -> UInt64 {
        hash & 0xFFFF_FFFF_0000_0000 | UInt64(truncatingIfNeeded: number)
    }

    /// Where the string is or would be.
    private func slot(of string: Span<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let entry = slots[slot]
            if (entry ^ hash) >> 32 == 0, ByteOrder.areEqual(strings[Int(entry & 0xFFFF_FFFF) - 1], string) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = [UInt64](repeating: 0, count: mask + 1)
        for index in 0..<count {
            let hash = ContentHash.xxh3(strings[index])
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Self.entry(hash, index + 1)
        }
    }
}
