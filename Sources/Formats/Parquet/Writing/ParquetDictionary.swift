import Records

/// The distinct values of a column in one row group, numbered as they come.
struct ParquetDictionary {
    private(set) var values = ByteColumn()
    private var hashes: [UInt64] = []
    /// Numbers of values by hash, -1 where there is none; a power of two.
    private var slots = [Int32](repeating: -1, count: 1024)

    /// A dictionary beyond this does not pay.
    static let maximumBytes = 1 << 20
    /// So many places are looked at: values made to collide cannot make it slow.
    private static let maximumProbes = 64

    /// The number of a value; nil when there is no room for it.
    mutating func number(_ value: Span<UInt8>) -> UInt32? {
        let hash = ContentHash.xxh3(value)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        for _ in 0..<Self.maximumProbes {
            let number = Int(slots[slot])
            if number < 0 { return add(value, hash, at: slot) }
            if hashes[number] == hash, Self.areEqual(values[number], value) { return UInt32(number) }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func add(_ value: Span<UInt8>, _ hash: UInt64, at slot: Int) -> UInt32? {
        guard values.bytes.count + value.count + 4 * (values.count + 1) <= Self.maximumBytes else { return nil }
        slots[slot] = Int32(values.count)
        values.append(value)
        hashes.append(hash)
        if 2 * values.count > slots.count { grow() }
        return UInt32(values.count - 1)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 4 * slots.count)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(number)
        }
    }

    private static func areEqual(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        for index in one.indices where one[unchecked: index] != other[unchecked: index] { return false }
        return true
    }
}
