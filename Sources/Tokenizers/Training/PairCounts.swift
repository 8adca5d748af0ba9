/// Counts of pairs of tokens: open addressing by the pair's number, `first << 32 | second`. A class because it owns
/// memory; it lives as long as one training.
final class PairCounts {
    private struct Slot {
        var pair: UInt64
        var count: Int64
    }

    /// No pair: there are fewer than 2³² tokens.
    private static let none = UInt64.max

    private var slots: UnsafeMutableBufferPointer<Slot>
    private var mask: Int
    private var used = 0

    init() {
        slots = .allocate(capacity: 1 << 16)
        slots.initialize(repeating: Slot(pair: Self.none, count: 0))
        mask = slots.count - 1
    }

    deinit { slots.deallocate() }

    @inline(__always)
    private func slot(_ pair: UInt64) -> Int {
        let product = pair &* 0x9E37_79B9_7F4A_7C15
        var slot = Int(truncatingIfNeeded: product &>> 32 ^ product &>> 15) & mask
        while slots[slot].pair != pair && slots[slot].pair != Self.none { slot = (slot &+ 1) & mask }
        return slot
    }

    /// 0 for a pair never seen.
    @inline(__always)
    func count(_ pair: UInt64) -> Int64 { slots[slot(pair)].count }

    /// Adds to a pair's count and returns the sum. Sums stay within the corpus's size, which fits.
    @inline(__always)
    @discardableResult
    func add(_ change: Int64, to pair: UInt64) -> Int64 {
        let slot = slot(pair)
        if slots[slot].pair == Self.none { return insert(pair, change, slot) }
        slots[slot].count &+= change
        return slots[slot].count
    }

    private func insert(_ pair: UInt64, _ count: Int64, _ slot: Int) -> Int64 {
        slots[slot] = Slot(pair: pair, count: count)
        used += 1
        if used * 2 > slots.count { grow() }
        return count
    }

    private func grow() {
        let old = slots
        slots = .allocate(capacity: old.count * 2)
        slots.initialize(repeating: Slot(pair: Self.none, count: 0))
        mask = slots.count - 1
        for entry in old where entry.pair != Self.none { slots[slot(entry.pair)] = entry }
        old.deallocate()
    }
}
