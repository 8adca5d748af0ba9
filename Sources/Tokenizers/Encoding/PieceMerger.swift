/// Merges the bytes of a pre-token into tokens, in memory kept from one pre-token to the next. One a thread; a class
/// because it owns that memory.
final class PieceMerger {
    /// Longer pieces go by a heap, so that time grows with n log n and not with n².
    static let shortPiece = 128

    let tables: MergeTables
    private var long = LongPiece()
    private let ids: UnsafeMutablePointer<Int32>
    /// Rank of the pair that begins at each place; `none` at the last.
    private let ranks: UnsafeMutablePointer<UInt32>

    init(_ tables: MergeTables) {
        self.tables = tables
        ids = .allocate(capacity: Self.shortPiece)
        ranks = .allocate(capacity: Self.shortPiece)
    }

    deinit {
        ids.deallocate()
        ranks.deallocate()
    }

    /// Ids of a pre-token of any length. A byte without a token is left out, as with the peer.
    func encodeAny(_ piece: UnsafeBufferPointer<UInt8>) -> [Int32] {
        if piece.count <= Self.shortPiece { return Array(encodeShort(piece)) }
        return tables.wholes?.id(of: piece).map { [$0] } ?? long.encode(piece, tables)
    }

    /// Ids of a pre-token of at most `shortPiece` bytes, valid until the next call.
    func encodeShort(_ piece: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<Int32> {
        if let wholes = tables.wholes, let id = wholes.id(of: piece) {
            ids[0] = id
            return UnsafeBufferPointer(start: ids, count: 1)
        }
        let count = tables.hasEveryByte ? fill(piece) : fillKnown(piece)
        return UnsafeBufferPointer(start: ids, count: merge(count))
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
        ranks[last] = PairRanks.none
        return piece.count
    }

    private func fillKnown(_ piece: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        for byte in piece where tables.byteIDs[Int(byte)] >= 0 {
            ids[count] = tables.byteIDs[Int(byte)]
            ranks[count] = PairRanks.none
            if count > 0 { ranks[count - 1] = tables.ranks.rank(ids[count - 1], ids[count]) }
            count += 1
        }
        return count
    }

    /// Looks through all pairs for each merge. Returns how many tokens are left.
    private func merge(_ initial: Int) -> Int {
        var count = initial
        let (ids, ranks, table, merged) = (self.ids, self.ranks, tables.ranks, tables.merged)
        while count > 1 {
            var best = ranks[0]
            var place = 0
            var other = 1
            while other < count &- 1 {
                let rank = ranks[other]
                if rank < best { place = other }
                best = min(best, rank)
                other &+= 1
            }
            if best == PairRanks.none { break }
            let token = merged[Int(best)]
            ids[place] = token
            count &-= 1
            // What follows the pair moves up; the ranks beside the new token are looked up anew.
            var moved = place &+ 1
            while moved < count {
                ids[moved] = ids[moved &+ 1]
                ranks[moved] = ranks[moved &+ 1]
                moved &+= 1
            }
            ranks[place] = place &+ 1 < count ? table.rank(token, ids[place &+ 1]) : PairRanks.none
            if place > 0 { ranks[place &- 1] = table.rank(ids[place &- 1], token) }
        }
        return count
    }
}
