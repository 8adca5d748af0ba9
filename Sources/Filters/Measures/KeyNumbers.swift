/// Numbers keys from 0 on in the order in which they are first met, by open addressing. Made to be used again and again.
struct KeyNumbers: ~Copyable {
    /// 1 + number of the key that lies there; 0 where none does.
    private var slots = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
    private var slotCapacity = 0
    private var keys = UnsafeMutablePointer<UInt64>.allocate(capacity: 0)
    private var keyCapacity = 0
    private var shift: UInt64 = 0
    private var mask = 0
    private(set) var count = 0

    deinit {
        slots.deallocate()
        keys.deallocate()
    }

    /// Forgets all, and makes room for so many keys: more must not be numbered.
    mutating func begin(expecting most: Int) {
        count = 0
        let bits = max(4, Int.bitWidth - most.leadingZeroBitCount + 1)
        mask = 1 << bits - 1
        shift = UInt64(64 - bits)
        if slotCapacity <= mask {
            slots.deallocate()
            slotCapacity = mask + 1
            slots = .allocate(capacity: slotCapacity)
        }
        slots.update(repeating: 0, count: mask + 1)
        if keyCapacity < most {
            keys.deallocate()
            keyCapacity = most
            keys = .allocate(capacity: keyCapacity)
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
        precondition(count < keyCapacity, "more keys than room was made for")
        keys[count] = key
        count &+= 1
        slots[slot] = UInt32(truncatingIfNeeded: count)
        return count &- 1
    }
}
