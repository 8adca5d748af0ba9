/// Ranks of pairs: open addressing, a word a slot: 21 bits for each token, 22 for the rank. Points into `MergeTables`.
struct PairRanks {
    static let none = UInt32.max
    /// Ranks are less than this.
    static let limit = 1 << rankBits - 1
    private static let rankBits: UInt64 = 22
    private static let tokenBits: UInt64 = 21
    private static let empty = UInt64.max

    private let slots: UnsafePointer<UInt64>
    private let mask: Int
    private let shift: UInt64

    /// How many slots so many pairs need.
    static func slotCount(_ pairs: Int) -> Int {
        var count = 64
        while count < pairs * 2 { count *= 2 }
        return count
    }

    /// - Parameters:
    ///   - pairs: all different, fewer than `limit`, of tokens less than `Vocabulary.limit`.
    ///   - slots: `slotCount(pairs.count)` of them, which this fills.
    init(_ pairs: [MergeTables.RankedPair], in slots: UnsafeMutablePointer<UInt64>) {
        let count = Self.slotCount(pairs.count)
        self.slots = UnsafePointer(slots)
        mask = count - 1
        shift = UInt64(64 - count.trailingZeroBitCount)
        slots.initialize(repeating: Self.empty, count: count)
        for ranked in pairs {
            let key = Self.key(ranked.pair.first, ranked.pair.second)
            var slot = home(key)
            while slots[slot] != Self.empty { slot = (slot + 1) & mask }
            slots[slot] = key << Self.rankBits | UInt64(ranked.rank)
        }
    }

    @inline(__always)
    private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) &<< tokenBits | UInt64(UInt32(bitPattern: second))
    }

    @inline(__always)
    private func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    }

    /// Rank of a pair, or `none`.
    @inline(__always)
    func rank(_ first: Int32, _ second: Int32) -> UInt32 {
        let key = Self.key(first, second)
        var slot = home(key)
        while true {
            let entry = slots[slot]
            if entry &>> Self.rankBits == key {
                return UInt32(truncatingIfNeeded: entry) & (1 &<< UInt32(Self.rankBits) &- 1)
            }
            if entry == Self.empty { return Self.none }
            slot = (slot &+ 1) & mask
        }
    }
}
