/// Ranks of pairs: open addressing, a word a slot: 21 bits for each token, 22 for the rank.
struct PairRanks: Sendable {
    static let none = UInt32.max
    /// Ranks are less than this.
    static let limit = 1 << rankBits - 1
    private static let rankBits: UInt64 = 22
    private static let tokenBits: UInt64 = 21
    private static let empty = UInt64.max

    private(set) var slots: [UInt64]

    /// - Parameter pairs: all different, fewer than `limit`, of tokens less than `Vocabulary.limit`.
    init(_ pairs: [TokenPair]) {
        var size = 64
        while size < pairs.count * 2 { size *= 2 }
        var slots = [UInt64](repeating: Self.empty, count: size)
        let shift = UInt64(64 - size.trailingZeroBitCount)
        for (rank, pair) in pairs.enumerated() {
            let key = Self.key(pair.first, pair.second)
            var slot = Self.home(key, shift)
            while slots[slot] != Self.empty { slot = (slot + 1) & (size - 1) }
            slots[slot] = key << Self.rankBits | UInt64(rank)
        }
        self.slots = slots
    }

    @inline(__always)
    private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) &<< tokenBits | UInt64(UInt32(bitPattern: second))
    }

    @inline(__always)
    private static func home(_ key: UInt64, _ shift: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
    }

    /// Lookups without reference counting, for as long as the array is borrowed.
    struct View {
        let slots: UnsafePointer<UInt64>
        let mask: Int
        let shift: UInt64

        init(_ slots: UnsafeBufferPointer<UInt64>) {
            // There are 64 slots at least.
            self.slots = slots.baseAddress.unsafelyUnwrapped
            mask = slots.count - 1
            shift = UInt64(64 - slots.count.trailingZeroBitCount)
        }

        /// Rank of a pair, or `none`.
        @inline(__always)
        func rank(_ first: Int32, _ second: Int32) -> UInt32 {
            let key = PairRanks.key(first, second)
            var slot = PairRanks.home(key, shift)
            while true {
                let entry = slots[slot]
                if entry &>> PairRanks.rankBits == key {
                    return UInt32(truncatingIfNeeded: entry) & (1 &<< UInt32(PairRanks.rankBits) &- 1)
                }
                if entry == PairRanks.empty { return PairRanks.none }
                slot = (slot &+ 1) & mask
            }
        }
    }
}
