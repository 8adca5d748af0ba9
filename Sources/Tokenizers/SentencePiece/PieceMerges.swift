internal import Records

/// SentencePiece's BPE as merges of pairs of pieces, as long as that comes to the same: every character of a piece is a
/// piece itself, no two pieces have the same score, and none is user-defined or unused.
struct PieceMerges: Sendable {
    /// Their ranks are those of the pieces by score.
    let tables: MergeTables
    private let characters: CharacterPieces
    /// Bytes of each piece.
    private let lengths: [Int32]
    /// What a character is that is no piece: it merges with nothing. Two of the highest number are what an empty place in
    /// the table of pairs looks like.
    private static let unknown = Int32(Vocabulary.limit - 2)

    /// - Parameter names: every piece that text is made of.
    init?(_ proto: SentencePieceProto, _ names: [(word: [UInt8], value: Int32)]) {
        guard proto.pieces.count <= Self.unknown, names.allSatisfy({ proto.pieces[Int($0.value)].type == .normal })
        else { return nil }
        let characters = CharacterPieces(names)
        var long: [(id: Int32, characters: [Int32])] = []
        for (word, id) in names {
            guard let parts = characters.ids(word), parts.count <= PieceMerger.shortPiece else { return nil }
            if parts.count > 1 { long.append((id, parts)) }
        }
        let score = { (id: Int32) in proto.pieces[Int(id)].score }
        long.sort { score($0.id) > score($1.id) }
        for (one, next) in zip(long, long.dropFirst()) where score(one.id) == score(next.id) { return nil }
        self.characters = characters
        lengths = proto.pieces.map { Int32(truncatingIfNeeded: $0.name.count) }
        tables = Self.lastMerges(of: long) ?? Self.allMerges(of: long, names)
    }

    /// Of each piece the one pair that merging makes it of (see `MergeTables.ranked`), if it makes all of them.
    private static func lastMerges(of pieces: [(id: Int32, characters: [Int32])]) -> MergeTables? {
        let tables = MergeTables(merged: pieces.map(\.id), pairCount: pieces.count)
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
    private static func allMerges(
        of pieces: [(id: Int32, characters: [Int32])], _ names: [(word: [UInt8], value: Int32)]
    ) -> MergeTables {
        var table = ByteTable(minimumCapacity: names.count)
        for (word, _) in names { _ = table.insert(word.span) }
        let words = Dictionary(names.map { ($0.value, $0.word) }) { first, _ in first }
        var pairs: [(pair: TokenPair, rank: UInt32)] = []
        for (rank, piece) in pieces.enumerated() {
            let word = words[piece.id] ?? []
            for cut in word.indices.dropFirst() {
                guard let first = table.index(of: word.span.extracting(first: cut)),
                    let second = table.index(of: word.span.extracting(droppingFirst: cut))
                else { continue }
                pairs.append((TokenPair(names[first].value, names[second].value), UInt32(truncatingIfNeeded: rank)))
            }
        }
        let tables = MergeTables(merged: pieces.map(\.id), pairCount: pairs.count)
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
            guard count < PieceMerger.shortPiece, let id = characters.next(text, &place) else { return false }
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
