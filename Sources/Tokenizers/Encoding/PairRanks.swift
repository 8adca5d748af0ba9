/// Ranks of pairs: a hash table in buckets of four, a word an entry: 21 bits for each token, 22 for the rank. A bucket is
/// looked through without a branch, for which of its entries it is cannot be foreseen. Points into memory of
/// `MergeTables`.
struct PairRanks {
    /// More than any rank; sixteen times as much is still a positive number of 32 bits.
    static let none: UInt32 = 1 << 27 - 1
    /// Ranks are less than this.
    static let limit = 1 << rankBits - 1
    private static let rankBits: UInt64 = 22
    private static let tokenBits: UInt64 = 21
    private static let empty = UInt64.max
    private static let bucket = 4

    private let entries: UnsafeMutablePointer<UInt64>
    private let mask: Int
    private let shift: UInt64

    /// How many entries so many pairs need.
    static func entryCount(_ pairs: Int) -> Int {
        var count = 64
        while count < pairs * 2 { count *= 2 }
        return count
    }

    /// An empty table.
    ///
    /// - Parameters:
    ///   - count: how many pairs it is for, fewer than `limit`.
    ///   - entries: `entryCount(count)` of them.
    init(count: Int, in entries: UnsafeMutablePointer<UInt64>) {
        let size = Self.entryCount(count)
        self.entries = entries
        mask = size - 1
        shift = UInt64(64 - (size / Self.bucket).trailingZeroBitCount)
        entries.initialize(repeating: Self.empty, count: size)
    }

    /// Sets the rank of a pair of tokens less than `Vocabulary.limit`.
    ///
    /// - Returns: whether it had none.
    func insert(_ pair: TokenPair, rank: UInt32) -> Bool {
        let key = Self.key(pair.first, pair.second)
        var place = home(key)
        // What finds its bucket full goes into the next.
        while entries[place] != Self.empty, entries[place] >> Self.rankBits != key { place = (place &+ 1) & mask }
        defer { entries[place] = key << Self.rankBits | UInt64(rank) }
        return entries[place] == Self.empty
    }

    @inline(__always)
    private static func key(_ first: Int32, _ second: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) &<< tokenBits | UInt64(UInt32(bitPattern: second))
    }

    /// Where the key's bucket begins.
    @inline(__always)
    private func home(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift) &* Self.bucket
    }

    /// Rank of a pair, or `none`.
    @inline(__always)
    func rank(_ first: Int32, _ second: Int32) -> UInt32 {
        let key = Self.key(first, second)
        return rank(key, home(key))
    }

    /// Ranks of the pairs that a token makes with its neighbours, -1 for none.
    @inline(__always)
    func ranks(_ before: Int32, _ token: Int32, _ after: Int32) -> (UInt32, UInt32) {
        let (left, right) = (Self.key(before, token), Self.key(token, after))
        let ranks = (rank(left, home(left)), rank(right, home(right)))
        return (before < 0 ? Self.none : ranks.0, after < 0 ? Self.none : ranks.1)
    }

    @inline(__always)
    private func rank(_ key: UInt64, _ home: Int) -> UInt32 {
        let (one, two) = (rank(key, at: home), rank(key, at: home &+ 1))
        let (three, four) = (rank(key, at: home &+ 2), rank(key, at: home &+ 3))
        let rank = one & two & three & four
        // A full bucket is rare.
        return entries[home &+ 3] == Self.empty ? rank & Self.none : overflowing(rank, key, home)
    }

    /// The rank that an entry has for the key; all bits set if it is another's.
    @inline(__always)
    private func rank(_ key: UInt64, at place: Int) -> UInt32 {
        let entry = entries[place]
        let isOther: UInt32 = entry &>> Self.rankBits == key ? 0 : .max
        return UInt32(truncatingIfNeeded: entry) & (1 &<< UInt32(Self.rankBits) &- 1) | isOther
    }

    private func overflowing(_ found: UInt32, _ key: UInt64, _ home: Int) -> UInt32 {
        if found != .max { return found }
        var place = (home &+ Self.bucket) & mask
        while entries[place] != Self.empty {
            if entries[place] &>> Self.rankBits == key { return rank(key, at: place) }
            place = (place &+ 1) & mask
        }
        return Self.none
    }
}
