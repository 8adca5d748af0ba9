internal import Records

/// Learns SentencePiece's BPE as sentencepiece 0.2.3 does (google/sentencepiece, src/bpe_model_trainer.cc): pairs of
/// pieces are merged where the piece is a valid one, and a piece reached a second way is passed over.
struct SentencePieceBPETrainer {
    private let options: SentencePieceTraining
    private let vocabularySize: Int
    private let rules: PieceRules
    private let meta: [SentencePieceProto.Piece]
    private let alphabet: SentenceAlphabet
    private var words = TrainingWords()
    private var order: PieceOrder
    private var queue = MergeQueue<PieceOrder>()
    private let pairs = PairCounts()
    private var neighbours = NeighbourChanges()
    private var places: [UInt32] = []
    private var known = ByteTable()

    /// - Parameters:
    ///   - smallest: the smallest vocabulary that `train` will be asked for.
    ///   - paths: the runs that `SentenceCounts` wrote.
    init(
        _ options: SentencePieceTraining, vocabularySize: Int, smallest: Int, mergingRuns paths: [String], memory: Int
    ) throws(DataError) {
        self.options = options
        self.vocabularySize = vocabularySize
        rules = PieceRules(options)
        meta = try options.metaPieces()
        alphabet = try SentenceAlphabet(
            mergingRuns: paths, options, vocabularySize: smallest, symbols: meta.count)
        // The last is the sign for rare characters.
        order = PieceOrder(alphabet.points + [PieceRules.rare])
        var runs = try MergedRuns(paths)
        var symbols: [UInt32] = []
        words.memory = memory
        while let count = try runs.next() {
            symbols.removeAll(keepingCapacity: true)
            SentenceAlphabet.forEachPoint(runs.token.span) { point, _ in symbols.append(alphabet.number(point)) }
            try words.append(symbols: symbols, count: count)
        }
        try words.checkMemory()
    }

    /// The model files of some sizes.
    ///
    /// - Throws: when the text has too few pieces for the largest.
    consuming func train(sizes: [Int]) throws(DataError) -> [[UInt8]] {
        var trainer = self
        let characters = trainer.alphabet.points.count
        let fixed = trainer.meta.count + characters
        trainer.countCharacterPairs()
        var learnt: [Int32] = []
        while learnt.count < trainer.vocabularySize - fixed, let token = trainer.mergeNext() { learnt.append(token) }
        guard learnt.count == trainer.vocabularySize - fixed else {
            let most = fixed + learnt.count
            throw DataError(
                "the text has pieces for a vocabulary of \(most), not of \(trainer.vocabularySize)",
                mend: "lower the vocabulary's size to \(most) or add text")
        }
        let alphabet = (0..<characters).map { Int32(truncatingIfNeeded: $0) }
        return sizes.map { trainer.model(of: learnt.prefix(max(0, $0 - fixed)) + alphabet) }
    }

    /// The model file of tokens, the best first.
    private func model(of tokens: some Collection<Int32>) -> [UInt8] {
        var proto = SentencePieceProto()
        proto.algorithm = .bpe
        proto.pieces = meta
        for (place, token) in tokens.enumerated() {
            proto.pieces.append(.init(name: Self.utf8(order.points[order.range(token)]), score: -Float(place)))
        }
        proto.specify(options)
        return proto.encoded
    }

    private mutating func countCharacterPairs() {
        let start = CharacterPairs(words, into: &places)
        for found in start.found {
            pairs.add(found.count, to: found.pair)
            enqueue(found.pair, found.count, found.start, found.length)
        }
    }

    private mutating func enqueue(_ pair: UInt64, _ count: Int64, _ start: Int, _ length: Int) {
        let piece = order.piece(pair)
        if rules.allow(piece) {
            queue.push(order.entry(pair, piece, count: count, start: start, length: length), by: order)
        }
    }

    /// Makes the next merge and returns its token; nil when there is none left.
    private mutating func mergeNext() -> Int32? {
        while var top = queue.pop(by: order) {
            // Entries are not updated in the queue: an outdated one goes back with the count of now.
            let count = pairs.count(top.pair)
            if count != top.count {
                top.count = count
                queue.push(top, by: order)
                continue
            }
            let piece = order.piece(top.pair)
            let new = known.count
            guard known.insert(Self.utf8(piece[...]).span) == new else { continue }
            let token = Int32(truncatingIfNeeded: order.count)
            order.append(piece)
            apply(top, token)
            return token
        }
        return nil
    }

    private mutating func apply(_ top: PieceOrder.Entry, _ token: Int32) {
        neighbours.begin(TokenPair(key: top.pair), token, vocabularySize: order.count)
        let list = top.start..<top.start + top.length
        words.symbols.withUnsafeMutableBufferPointer { symbols in
            places.withUnsafeBufferPointer { places in
                for place in list { neighbours.merge(symbols, Int(places[place])) }
            }
        }
        neighbours.list(into: &places)
        for change in neighbours.changes {
            pairs.add(-change.lost, to: change.old)
            pairs.add(change.gained, to: change.new)
        }
        for change in neighbours.changes where change.length > 0 {
            enqueue(change.new, pairs.count(change.new), change.start, change.length)
        }
    }

    private static func utf8(_ points: ArraySlice<UInt32>) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for point in points { text.append(Unicode.Scalar(point) ?? "\u{FFFD}") }
        return Array(String(text).utf8)
    }
}
