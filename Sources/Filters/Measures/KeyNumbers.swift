/// Numbers keys from 0 on in the order in which they are first met, by open addressing. Made to be used again and again.
struct KeyNumbers {
    /// 1 + number of the key that lies there; 0 where none does.
    private var slots: [UInt32] = []
    private var shift: UInt64 = 0
    private var mask = 0
    private(set) var keys: [UInt64] = []

    /// Forgets all, and makes room for so many keys.
    mutating func begin(expecting count: Int) {
        keys.removeAll(keepingCapacity: true)
        let bits = max(4, Int.bitWidth - count.leadingZeroBitCount + 1)
        mask = 1 << bits - 1
        shift = UInt64(64 - bits)
        if slots.count <= mask {
            slots = [UInt32](repeating: 0, count: mask + 1)
        } else {
            slots.withUnsafeMutableBufferPointer { slots in
                for slot in 0...mask { slots[slot] = 0 }
            }
        }
    }

    @inline(__always)
    mutating func number(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
        while slots[slot] != 0 {
            let number = Int(slots[slot] &- 1)
            if keys[number] == key { return number }
            slot = (slot &+ 1) & mask
        }
        keys.append(key)
        slots[slot] = UInt32(truncatingIfNeeded: keys.count)
        return keys.count &- 1
    }
}
