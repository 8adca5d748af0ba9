/// Element names, looked up by their first eight letters and their length; no two elements share both.
struct HTMLNames {
    private struct Slot {
        var key: UInt64 = 0
        var length = 0
        var element = HTMLElement.other
        var traits: HTMLElement.Traits = []
    }

    private static let bits = 9
    private let slots: [Slot]

    static let shared = HTMLNames()

    private init() {
        var slots = [Slot](repeating: Slot(), count: 1 << Self.bits)
        for element in HTMLElement.allCases where element != .other {
            let name = Array("\(element)".utf8)
            let key = name.withUnsafeBufferPointer { Self.key($0[...]) }
            var place = Self.place(key, name.count)
            while slots[place].length > 0 { place = (place + 1) % slots.count }
            slots[place] = Slot(key: key, length: name.count, element: element, traits: element.traits)
        }
        self.slots = slots
    }

    func find(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> (element: HTMLElement, traits: HTMLElement.Traits) {
        let key = Self.key(name)
        var place = Self.place(key, name.count)
        while slots[place].length > 0 {
            if slots[place].key == key, slots[place].length == name.count {
                return (slots[place].element, slots[place].traits)
            }
            place = (place &+ 1) & (slots.count &- 1)
        }
        return (.other, [])
    }

    /// The first eight letters in lower case, as one number.
    @inline(__always)
    private static func key(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
        var key: UInt64 = 0
        for byte in name.prefix(8) {
            key = key &<< 8 | UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
        return key
    }

    @inline(__always)
    private static func place(_ key: UInt64, _ length: Int) -> Int {
        Int(truncatingIfNeeded: ((key ^ UInt64(length) &<< 60) &* 0x9E37_79B9_7F4A_7C15) &>> UInt64(64 - bits))
    }
}
