/// Merges the bytes of a pre-token into tokens, in memory kept from one pre-token to the next. One a thread; a class
/// because it owns that memory.
final class PieceMerger {
    /// Longer pieces go by a heap, so that time grows with n log n and not with n².
    static let shortPiece = 128

    let tables: MergeTables
    private var long = LongPiece()
    /// The tokens at work.
    let ids: UnsafeMutablePointer<Int32>
    /// Rank of the pair that begins at each place; `none` at the last, and in a window behind it.
    private let ranks: UnsafeMutablePointer<UInt32>

    init(_ tables: MergeTables) {
        self.tables = tables
        let capacity = Self.shortPiece + 2 * Window.scalarCount
        ids = .allocate(capacity: capacity)
        ids.initialize(repeating: 0, count: capacity)
        ranks = .allocate(capacity: capacity)
    }

    deinit {
        ids.deallocate()
        ranks.deallocate()
    }

    /// Ids of a pre-token of any length. A byte without a token is left out, as with the peer.
    func encodeAny(_ piece: UnsafeBufferPointer<UInt8>) -> [Int32] {
        tables.wholes?.id(of: piece).map { [$0] } ?? mergeAny(piece)
    }

    /// Ids of a pre-token with some merges passed over.
    func sample(_ piece: UnsafeBufferPointer<UInt8>, _ sampler: Sampler) -> [Int32] {
        let (tables, byteIDs) = (tables, tables.byteIDs)
        var merging = MergedTokens(
            piece.map { TokenModel.Found(id: byteIDs[Int($0)], length: 1) }.filter { $0.id >= 0 })
        return merging.merge(rank: { tables.ranks.rank($0, $1) }, made: { tables.token($0) }, sampler).map(\.id)
    }

    /// Ids of a pre-token of at most `shortPiece` bytes, valid until the next call.
    func encodeShort(_ piece: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<Int32> {
        if let wholes = tables.wholes, let id = wholes.id(of: piece) {
            ids[0] = id
            return UnsafeBufferPointer(start: ids, count: 1)
        }
        return mergeShort(piece)
    }

    /// What merging alone makes of at most `shortPiece` bytes, valid until the next call.
    func mergeShort(_ piece: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<Int32> {
        let count = tables.hasEveryByte ? fill(piece) : fillKnown(piece)
        store(Window(repeating: PairRanks.none), at: ranks + max(0, count &- 1))
        return UnsafeBufferPointer(start: ids, count: merge(count))
    }

    /// Merges the first so many of `ids`, at most `shortPiece`; valid until the next call.
    func mergeTokens(_ count: Int) -> UnsafeBufferPointer<Int32> {
        guard count > 0 else { return UnsafeBufferPointer(start: ids, count: 0) }
        for place in 0..<count &- 1 { ranks[place] = tables.ranks.rank(ids[place], ids[place &+ 1]) }
        store(Window(repeating: PairRanks.none), at: ranks + (count &- 1))
        return UnsafeBufferPointer(start: ids, count: merge(count))
    }

    /// What merging alone makes of a pre-token of any length.
    func mergeAny(_ piece: UnsafeBufferPointer<UInt8>) -> [Int32] {
        piece.count <= Self.shortPiece ? Array(mergeShort(piece)) : long.encode(piece, tables)
    }

    private func fill(_ piece: UnsafeBufferPointer<UInt8>) -> Int {
        let (byteIDs, byteRanks) = (tables.byteIDs, tables.byteRanks)
        guard var byte = piece.first.map(Int.init) else { return 0 }
        let last = piece.count &- 1
        for place in 0..<last {
            let next = Int(piece[place &+ 1])
            ids[place] = byteIDs[byte]
            ranks[place] = byteRanks[byte &<< 8 | next]
            byte = next
        }
        ids[last] = byteIDs[byte]
        return piece.count
    }

    private func fillKnown(_ piece: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in piece where tables.byteIDs[Int(byte)] >= 0 {
            ids[count] = tables.byteIDs[Int(byte)]
            if count > 0 { ranks[count - 1] = tables.ranks.rank(ids[count - 1], ids[count]) }
            count += 1
        }
        return count
    }

    /// Looks through all pairs for each merge, a window at a time: most pieces are no longer than one, so that nothing
    /// depends on their length but how often this is done. Returns how many tokens are left.
    private func merge(_ initial: Int) -> Int {
        var count = initial
        let (ids, ranks, tables, table) = (self.ids, self.ranks, self.tables, self.tables.ranks)
        while count > 1 {
            var best = Self.least(ranks)
            var window = 0
            var other = Window.scalarCount
            while other < count &- 1 {
                let found = Self.least(ranks + other)
                if found &>> 4 < best &>> 4 { (best, window) = (found, other) }
                other &+= Window.scalarCount
            }
            let rank = best &>> 4
            if rank == PairRanks.none { break }
            let place = window &+ Int(best & 15)
            let token = tables.token(rank)
            ids[place] = token
            count &-= 1
            // What follows the pair moves up; the ranks beside the new token are looked up anew.
            var moved = place &+ 1
            repeat {
                store(load(ids + (moved &+ 1)), at: ids + moved)
                store(load(ranks + (moved &+ 1)), at: ranks + moved)
                moved &+= Window.scalarCount
            } while moved < count
            let before = place > 0 ? ids[place &- 1] : -1
            let after = place &+ 1 < count ? ids[place &+ 1] : -1
            let (left, right) = table.ranks(before, token, after)
            ranks[place] = right
            if place > 0 { ranks[place &- 1] = left }
        }
        return count
    }

    private typealias Window = SIMD16<UInt32>
    private typealias Quarter = SIMD4<Int32>

    /// The least rank of a window, times 16, and its place: of equal ones, the first.
    @inline(__always)
    private static func least(_ ranks: UnsafeMutablePointer<UInt32>) -> UInt32 {
        let (one, two) = (quarter(ranks, 0), quarter(ranks, 4))
        let (three, four) = (quarter(ranks, 8), quarter(ranks, 12))
        let least = lesser(lesser(one, two), lesser(three, four))
        return UInt32(bitPattern: min(min(least[0], least[1]), min(least[2], least[3])))
    }

    @inline(__always)
    private static func quarter(_ ranks: UnsafeMutablePointer<UInt32>, _ start: Int32) -> Quarter {
        let ranks = UnsafeRawPointer(ranks + Int(start)).loadUnaligned(as: Quarter.self)
        return ranks &<< 4 | Quarter(start, start &+ 1, start &+ 2, start &+ 3)
    }

    /// Signed, for that is what every processor compares.
    @inline(__always)
    private static func lesser(_ one: Quarter, _ other: Quarter) -> Quarter {
        one ^ ((one ^ other) & unsafeBitCast(other .< one, to: Quarter.self))
    }

    @inline(__always)
    private func load<Element: BitwiseCopyable>(_ start: UnsafeMutablePointer<Element>) -> Window {
        UnsafeRawPointer(start).loadUnaligned(as: Window.self)
    }

    @inline(__always)
    private func store<Element: BitwiseCopyable>(_ window: Window, at start: UnsafeMutablePointer<Element>) {
        UnsafeMutableRawPointer(start).storeBytes(of: window, as: Window.self)
    }
}
