/// The n-grams of one order by hash: slots of a key of 64 bits and two floats, found by linear probing. A key of 0 is an
/// empty slot.
struct NgramTable {
    /// Bytes: the key, the decimal logarithms of probability and backoff.
    struct Slot {
        var key: UInt64
        var probability: Float
        var backoff: Float
    }

    let slots: UnsafeMutablePointer<Slot>
    /// At least one of the slots is empty.
    let count: Int

    /// Slots for so many n-grams: half as many again, as KenLM has (kpu/kenlm, util/probing_hash_table.hh).
    static func slots(for size: Int) -> Int { size + size / 2 + 2 }

    @inline(__always)
    private func home(_ key: UInt64) -> Int { Int(key.multipliedFullWidth(by: UInt64(count)).high) }

    @inline(__always)
    func find(_ key: UInt64) -> UnsafeMutablePointer<Slot>? {
        let home = home(key)
        var place = home
        repeat {
            let slot = slots + place
            if slot.pointee.key == key { return slot }
            if slot.pointee.key == 0 { return nil }
            place = place + 1 == count ? 0 : place + 1
        } while place != home
        // Only a damaged file has no empty slot.
        return nil
    }

    /// - Returns: false if the key is there already, or no slot is free but one.
    func insert(_ slot: Slot, held: Int) -> Bool {
        guard held + 1 < count else { return false }
        var place = home(slot.key)
        while slots[place].key != 0 {
            if slots[place].key == slot.key { return false }
            place = place + 1 == count ? 0 : place + 1
        }
        slots[place] = slot
        return true
    }
}
