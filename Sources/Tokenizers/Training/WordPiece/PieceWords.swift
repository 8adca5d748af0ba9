internal import Records
internal import Text

/// The words that WordPiece learns from, and the vocabulary it begins with: special tokens, the characters by code
/// point, then those that continue a word, with `##` before them, by code point too. The peer numbers the latter by a
/// hash table's order, which differs from run to run (huggingface/tokenizers, tokenizers/src/models/bpe/trainer.rs,
/// `tokenize_words`); equally frequent pairs are merged by these numbers.
struct PieceWords {
    static let prefix = Array("##".utf8)

    private(set) var vocabulary: Vocabulary
    private(set) var words = TrainingWords()

    /// - Parameter paths: the runs that `SpacedWordCounts` wrote.
    init(
        mergingRuns paths: [String], _ normalizer: BertNormalizer, specialTokens: [String], memory: Int
    ) throws(DataError) {
        var table = ByteTable()
        var counts: [Int64] = []
        var runs = try MergedRuns(paths)
        while let count = try runs.next() {
            var text = AlignedText(runs.token.span)
            normalizer.apply(&text)
            var pieces = [text]
            PieceSplitter.bert.apply(&pieces)
            for piece in pieces {
                let number = table.insert(piece.bytes.span)
                if number == counts.count { counts.append(0) }
                counts[number] += count
            }
        }
        vocabulary = try Vocabulary(specialTokens: specialTokens, alphabet: [])
        let ids = Self.number(table, &vocabulary)
        words.memory = memory
        var symbols: [UInt32] = []
        for (number, count) in counts.enumerated() {
            symbols.removeAll(keepingCapacity: true)
            Self.forEachPoint(table[number]) { point, isFirst in symbols.append(ids[isFirst ? 0 : 1][Int(point)]) }
            try words.append(symbols: symbols, count: count)
        }
        try words.checkMemory()
    }

    /// Adds the characters to the vocabulary; returns their ids by code point, where a word begins and where it goes on.
    private static func number(_ table: ByteTable, _ vocabulary: inout Vocabulary) -> [[UInt32]] {
        var ids = [[UInt32]](repeating: [UInt32](repeating: 0, count: 0x11_0000), count: 2)
        var continues = [Bool](repeating: false, count: 0x11_0000)
        var occurs = continues
        for word in 0..<table.count {
            forEachPoint(table[word]) { point, isFirst in
                occurs[Int(point)] = true
                if !isFirst { continues[Int(point)] = true }
            }
        }
        for (place, isThere) in [occurs, continues].enumerated() {
            for point in isThere.indices where isThere[point] {
                var name = place == 0 ? [] : prefix
                AlignedText.append(UInt32(truncatingIfNeeded: point), to: &name)
                _ = vocabulary.append(name: name.span, bytes: name.span)
                ids[place][point] = vocabulary.id(ofName: name.span).map { UInt32(bitPattern: $0) } ?? 0
            }
        }
        return ids
    }

    private static func forEachPoint(_ word: Span<UInt8>, _ body: (UInt32, _ isFirst: Bool) -> Void) {
        SentenceAlphabet.forEachPoint(word) { point, range in body(point, range.lowerBound == 0) }
    }
}
