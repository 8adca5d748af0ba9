internal import Records

/// Learns SentencePiece's Unigram model as sentencepiece 0.2.3 does (google/sentencepiece,
/// src/unigram_model_trainer.cc; T. Kudo, "Subword Regularization", ACL 2018): from many pieces, those that explain the
/// text least are left out, a quarter at a time.
struct UnigramTrainer {
    /// The peer's default of `seed_sentencepiece_size`.
    private static let seeds = 1_000_000

    private let options: SentencePieceTraining
    private let meta: [SentencePieceProto.Piece]
    private let alphabet: SentenceAlphabet
    private let counts: [Int64]
    /// The UTF-8 of the seeds, by their first numbers.
    private let names: ByteColumn
    private var scores: PieceScores
    private var lattices: PieceLattices
    /// What is left of the seeds.
    private var pieces: [Int]
    private var pruning = PiecePruning()

    /// - Parameters:
    ///   - smallest: the smallest vocabulary that `train` will be asked for.
    ///   - paths: the runs that `SentenceCounts` wrote.
    init(
        _ options: SentencePieceTraining, smallest: Int, mergingRuns paths: [String], memory: Int
    ) throws(DataError) {
        self.options = options
        meta = try options.metaPieces()
        alphabet = try SentenceAlphabet(
            mergingRuns: paths, options, vocabularySize: smallest, symbols: meta.count)
        let words = try SentenceWords(mergingRuns: paths, alphabet: alphabet, memory: memory)
        counts = words.counts
        let suffixes = WordSuffixes(words)
        let seeds = SeedPieces(
            words, suffixes, alphabet, PieceRules(options), most: Self.seeds,
            countsEnds: options.treatWhitespaceAsSuffix || !options.addDummyPrefix)
        lattices = try PieceLattices(suffixes, seeds, words)
        scores = PieceScores(seeds.scores())
        var names = ByteColumn()
        for point in alphabet.points.prefix(alphabet.occurring) { names.append(SentenceAlphabet.utf8(point).span) }
        for found in seeds.found {
            names.append(
                words.text[suffixes.bytes(suffixes.sorted[found.suffixes.lowerBound]).prefix(found.length)].span)
        }
        self.names = names
        pieces = Array(0..<names.count)
    }

    /// The model files of some sizes. Vocabularies are learnt alike until the larger is as small as it is to be; the
    /// smaller go on from there.
    ///
    /// - Throws: when the text has too few pieces for a vocabulary.
    consuming func train(sizes: [Int]) throws(DataError) -> [[UInt8]] {
        var trainer = self
        var models: [Int: [UInt8]] = [:]
        trainer.maximise()
        let descending = Set(sizes).sorted(by: >)
        for size in descending {
            let desired = Self.desired(size)
            var kept = trainer.pruned(to: desired)
            while trainer.shrunk >= desired && kept.count > desired {
                trainer.keep(kept)
                trainer.maximise()
                kept = trainer.pruned(to: desired)
            }
            if size == descending.last {
                models[size] = try trainer.finish(size, keeping: kept)
            } else {
                var branch = trainer
                models[size] = try branch.finish(size, keeping: kept)
            }
        }
        return sizes.compactMap { models[$0] }
    }

    /// Pieces that are left for the last pruning.
    private static func desired(_ size: Int) -> Int { Int(Double(size) * 1.1) }

    /// What a pruning leaves, where that is not too few; in floats, as there.
    private var shrunk: Int { Int(Float(0.75) * Float(pieces.count)) }

    /// Learns on to a size, after a pruning.
    private mutating func finish(_ size: Int, keeping kept: [Int]) throws(DataError) -> [UInt8] {
        let desired = Self.desired(size)
        keep(kept)
        while pieces.count > desired {
            maximise()
            keep(pruned(to: desired))
        }
        keep(pruning.reachable(lattices, scores))
        return try model(size)
    }

    private mutating func maximise() {
        for _ in 0..<2 {
            let expected = PieceExpectation.counts(lattices, counts, scores)
            let (kept, scores) = PieceExpectation.maximise(expected)
            keep(kept, scores)
        }
    }

    /// The pieces that one pruning leaves.
    private mutating func pruned(to desired: Int) -> [Int] {
        pruning.kept(lattices, counts, scores, least: max(desired, shrunk))
    }

    private mutating func keep(_ kept: [Int]) { keep(kept, kept.map { scores.values[$0] }) }

    private mutating func keep(_ kept: [Int], _ values: [Float]) {
        lattices.keep(kept)
        pieces = kept.map { pieces[$0] }
        scores = PieceScores(values)
    }

    /// The model file: every character of the alphabet, then the likeliest pieces.
    private func model(_ vocabularySize: Int) throws(DataError) -> [UInt8] {
        var scoreOfCharacter = [Float?](repeating: nil, count: alphabet.points.count)
        var others: [SentencePieceProto.Piece] = []
        for (piece, score) in zip(pieces, scores.values) {
            if piece < alphabet.occurring {
                scoreOfCharacter[piece] = score
            } else {
                others.append(.init(name: names[piece].withUnsafeBufferPointer { Array($0) }, score: score))
            }
        }
        var chosen: [SentencePieceProto.Piece] = []
        // Characters without a piece get the least score, and a little more each.
        var more: Float = 0
        for (point, score) in zip(alphabet.points, scoreOfCharacter) {
            chosen.append(.init(name: SentenceAlphabet.utf8(point), score: score ?? scores.least + more))
            if score == nil { more += 0.0001 }
        }
        Self.sort(&others)
        let room = vocabularySize - meta.count - chosen.count
        guard others.count >= room else {
            let most = vocabularySize - room + others.count
            throw DataError(
                "the text has pieces for a vocabulary of \(most), not of \(vocabularySize)",
                mend: "lower the vocabulary's size to \(most) or add text")
        }
        chosen += others.prefix(room)
        Self.sort(&chosen)
        var proto = SentencePieceProto()
        proto.algorithm = .unigram
        proto.pieces = meta + chosen
        proto.specify(options)
        return proto.encoded
    }

    private static func sort(_ pieces: inout [SentencePieceProto.Piece]) {
        pieces.sort {
            $0.score != $1.score ? $0.score > $1.score : $0.name.lexicographicallyPrecedes($1.name)
        }
    }
}
