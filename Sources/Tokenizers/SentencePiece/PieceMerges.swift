internal import Records

/// SentencePiece's BPE as merges of pairs of pieces, as long as that comes to the same: every character of a piece is a
/// piece itself, no two pieces have the same score, and none is user-defined or unused.
struct PieceMerges: Sendable {
    /// Their ranks are those of the pieces by score.
    let tables: MergeTables
    private let characters: CharacterPieces
    /// Bytes of each piece.
    private let lengths: [Int32]
    /// What a character is that is no piece: no piece has this id, so that it merges with nothing.
    private static let unknown = Int32(Vocabulary.limit - 1)

    /// A piece of several characters: its number among the names, and what it is made of.
    private typealias Long = (number: Int, characters: [Int32])

    /// - Parameters:
    ///   - names: every piece that text is made of.
    ///   - table: of their spellings, in the same order.
    init?(_ proto: SentencePieceProto, _ names: [(word: [UInt8], value: Int32)], _ table: ByteTable) {
        guard proto.pieces.count < Vocabulary.limit,
            names.allSatisfy({ proto.pieces[Int($0.value)].type == .normal })
        else { return nil }
        let characters = CharacterPieces(names)
        var long: [Long] = []
        for (number, name) in names.enumerated() {
            guard let parts = characters.ids(name.word), parts.count <= PieceMerger.shortPiece else { return nil }
            if parts.count > 1 { long.append((number, parts)) }
        }
        let score = { (piece: Long) in proto.pieces[Int(names[piece.number].value)].score }
        long.sort { score($0) > score($1) }
        for (one, next) in zip(long, long.dropFirst()) where score(one) == score(next) { return nil }
        self.characters = characters
        lengths = proto.pieces.map { Int32(truncatingIfNeeded: $0.name.count) }
        let ids = names.map(\.value)
        tables = Self.lastMerges(of: long, ids) ?? Self.allMerges(of: long, ids, table)
    }

    /// Of each piece the one pair that merging makes it of (see `MergeTables.ranked`), if it makes all of them.
    private static func lastMerges(of pieces: [Long], _ ids: [Int32]) -> MergeTables? {
        let tables = MergeTables(merged: pieces.map { ids[$0.number] }, pairCount: pieces.count)
        let merger = PieceMerger(tables)
        for (rank, piece) in pieces.enumerated() {
            merger.ids.update(from: piece.characters, count: piece.characters.count)
            let parts = merger.mergeTokens(piece.characters.count)
            guard parts.count == 2 else { return nil }
            _ = tables.ranks.insert(TokenPair(parts[0], parts[1]), rank: UInt32(truncatingIfNeeded: rank))
        }
        return tables
    }

    /// Of each piece all pairs of pieces that it is made of.
    private static func allMerges(of pieces: [Long], _ ids: [Int32], _ table: ByteTable) -> MergeTables {
        var pairs: [(pair: TokenPair, rank: UInt32)] = []
        for (rank, piece) in pieces.enumerated() {
            let word = table[piece.number]
            for cut in 1..<word.count {
                guard let first = table.index(of: word.extracting(first: cut)),
                    let second = table.index(of: word.extracting(droppingFirst: cut))
                else { continue }
                pairs.append((TokenPair(ids[first], ids[second]), UInt32(truncatingIfNeeded: rank)))
            }
        }
        let tables = MergeTables(merged: pieces.map { ids[$0.number] }, pairCount: pairs.count)
        for (pair, rank) in pairs { _ = tables.ranks.insert(pair, rank: rank) }
        return tables
    }

    /// Gives the pieces of a text in order.
    ///
    /// - Returns: false, and nothing given, for a text of more characters than `PieceMerger.shortPiece`, or not UTF-8.
    func encode(
        _ text: UnsafeBufferPointer<UInt8>, unknown: Int32, _ merger: PieceMerger,
        _ body: (_ start: Int, _ end: Int, _ id: Int32) -> Void
    ) -> Bool {
        var count = 0
        var place = 0
        while place < text.count {
            guard count < PieceMerger.shortPiece, let id = characters.next(text.span, &place) else { return false }
            merger.ids[count] = id < 0 ? Self.unknown : id
            count &+= 1
        }
        var start = 0
        for id in merger.mergeTokens(count) {
            let isUnknown = id == Self.unknown
            let length =
                isUnknown ? SentencePieceUnigram.characterLength(text[start]) : Int(lengths[Int(id)])
            body(start, start &+ length, isUnknown ? unknown : id)
            start &+= length
        }
        return true
    }
}
