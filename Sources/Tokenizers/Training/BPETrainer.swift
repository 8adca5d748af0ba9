package import Records

/// Learns byte-level BPE merges as Hugging Face tokenizers 0.23.3 does (huggingface/tokenizers,
/// tokenizers/src/models/bpe/trainer.rs, `do_train`), to the same ids: most frequent pair first, then the pair of lower
/// ids; a merge whose token exists already is recorded but adds none. Counts are 64-bit, where the peer's are 32.
package struct BPETrainer {
    package struct Options: Sendable {
        /// Tokens in all, special ones and the 256 bytes included.
        package var vocabularySize: Int
        /// Pairs that occur less often are not merged.
        package var minimumFrequency: Int
        /// They come first in the vocabulary, in this order.
        package var specialTokens: [String]
        /// Tokens stay shorter than this many bytes, nil for any length. The peer does not check pairs of bytes.
        package var maximumTokenLength: Int?
        /// Bytes that get tokens whether they occur or not.
        package var initialAlphabet: [UInt8]
        package init(
            vocabularySize: Int, minimumFrequency: Int = 0, specialTokens: [String] = [],
            maximumTokenLength: Int? = nil, initialAlphabet: [UInt8] = ByteAlphabet.sorted
        ) {
            self.vocabularySize = vocabularySize
            self.minimumFrequency = minimumFrequency
            self.specialTokens = specialTokens
            self.maximumTokenLength = maximumTokenLength
            self.initialAlphabet = initialAlphabet
        }
    }

    private let options: Options
    private var vocabulary: Vocabulary
    private var words: TrainingWords
    private let order = IDOrder()
    private var queue = MergeQueue<IDOrder>()
    private var merges: [BPEModel.Merge] = []
    private let pairs = PairCounts()
    private var neighbours = NeighbourChanges()
    /// Length in bytes of each token.
    private var lengths: [Int] = []
    /// Whether words are of tokens, not of bytes.
    private var isExtending = false
    private var ignoresMerges = false
    /// What the names of tokens inside words begin with.
    private var continuingPrefix: [UInt8] = []
    /// Lists of words, by the place of their first symbol; the queue's entries are pieces of it.
    private var places: [UInt32] = []

    /// - Throws: for a special token that is empty or given twice, or a vocabulary beyond `Vocabulary.limit`.
    package init(_ options: Options, words: consuming TrainingWords) throws(DataError) {
        guard options.vocabularySize <= Vocabulary.limit else {
            throw DataError("a vocabulary of more than \(Vocabulary.limit) tokens")
        }
        self.options = options
        let alphabet = ByteAlphabet.sorted.filter { words.occurring[Int($0)] || options.initialAlphabet.contains($0) }
        self.words = words
        vocabulary = try Vocabulary(specialTokens: options.specialTokens, alphabet: alphabet)
        lengths = [Int](repeating: 1, count: vocabulary.count)
    }

    /// Learns WordPiece's vocabulary, as tokenizers' `WordPieceTrainer` does: BPE whose tokens inside words have a prefix.
    init(_ options: Options, continuing pieces: PieceWords) throws(DataError) {
        self.options = options
        words = pieces.words
        vocabulary = pieces.vocabulary
        lengths = [Int](repeating: 1, count: vocabulary.count)
        isExtending = true
        continuingPrefix = PieceWords.prefix
    }

    /// Goes on learning with a model's tokens and merges, which stay as they are.
    ///
    /// - Parameter counts: of the pre-tokens of new text.
    init(_ options: Options, extending model: BPEModel, counts: PretokenCounts) throws(DataError) {
        var words = TrainingWords()
        let merger = PieceMerger(model.tables)
        try counts.forEachSorted { (word, count) throws(DataError) in try words.append(word, count: count, by: merger) }
        self.init(options, extending: model, words: words)
    }

    /// - Parameters:
    ///   - paths: runs of the pre-tokens of new text.
    ///   - memory: bytes that learning may take.
    init(
        _ options: Options, extending model: BPEModel, mergingRuns paths: [String], memory: Int
    ) throws(DataError) {
        var words = TrainingWords()
        words.memory = memory
        let merger = PieceMerger(model.tables)
        var runs = try MergedRuns(paths)
        while let count = try runs.next() { try words.append(runs.token.span, count: count, by: merger) }
        try words.checkMemory()
        self.init(options, extending: model, words: words)
    }

    private init(_ options: Options, extending model: BPEModel, words: TrainingWords) {
        self.options = options
        vocabulary = model.vocabulary
        merges = model.merges
        lengths = (0..<vocabulary.count).map { model.vocabulary.tokens.range($0).count }
        self.words = words
        isExtending = true
        ignoresMerges = model.ignoresMerges
    }

    package consuming func train() throws(DataError) -> BPEModel {
        let size = options.vocabularySize
        var trainer = self
        trainer.start()
        return try trainer.learn(to: size)
    }

    /// Models of smaller vocabularies on the way, and that of the whole one.
    ///
    /// - Parameter sizes: in ascending order, none over the vocabulary's size.
    package consuming func train(smaller sizes: [Int]) throws(DataError) -> [BPEModel] {
        var trainer = self
        trainer.start()
        var models: [BPEModel] = []
        for size in sizes + [trainer.options.vocabularySize] { models.append(try trainer.learn(to: size)) }
        return models
    }

    private mutating func start() {
        if isExtending { countTokenPairs() } else { countBytePairs() }
    }

    private mutating func learn(to size: Int) throws(DataError) -> BPEModel {
        while vocabulary.count < size, mergeNext() {}
        return try BPEModel(vocabulary: vocabulary, merges: merges, ignoresMerges: ignoresMerges)
    }

    /// Turns bytes into ids and queues their pairs. Overlapping pairs count, too: three equal bytes are two pairs.
    private mutating func countBytePairs() {
        var bytePairs = BytePairs()
        bytePairs.count(words)
        places = [UInt32](repeating: 0, count: bytePairs.layOut())
        bytePairs.list(words, into: &places)
        for pair in bytePairs.found {
            let ids = TokenPair(vocabulary.byteIDs[pair.first], vocabulary.byteIDs[pair.second])
            let count = pairs.add(pair.count, to: ids.key)
            queue.push(.init(count: count, pair: ids.key, start: pair.start, length: pair.length), by: order)
        }
        words.replaceBytes(by: vocabulary.byteIDs)
    }

    /// Queues the pairs of tokens.
    private mutating func countTokenPairs() {
        for pair in CharacterPairs(words, into: &places).found {
            let count = pairs.add(pair.count, to: pair.pair)
            queue.push(.init(count: count, pair: pair.pair, start: pair.start, length: pair.length), by: order)
        }
    }

    /// Makes the next merge. Returns false when there is none left.
    private mutating func mergeNext() -> Bool {
        while var top = queue.pop(by: order) {
            // Entries are not updated in the queue: an outdated one goes back with the count of now.
            let count = pairs.count(top.pair)
            if count != top.count {
                top.count = count
                queue.push(top, by: order)
                continue
            }
            if count < 1 || count < options.minimumFrequency { return false }
            let pair = TokenPair(key: top.pair)
            let id = vocabulary.id(ofMerging: pair, prefix: continuingPrefix)
            merges.append(.init(pair: pair, id: id))
            if Int(id) == lengths.count { lengths.append(0) }
            lengths[Int(id)] = lengths[Int(pair.first)] + lengths[Int(pair.second)]
            apply(top, pair, id)
            return true
        }
        return false
    }

    private mutating func apply(_ top: IDOrder.Entry, _ pair: TokenPair, _ id: Int32) {
        neighbours.begin(pair, id, vocabularySize: vocabulary.count)
        let list = top.start..<top.start + top.length
        words.symbols.withUnsafeMutableBufferPointer { symbols in
            places.withUnsafeBufferPointer { places in
                for place in list { neighbours.merge(symbols, Int(places[place])) }
            }
        }
        neighbours.list(into: &places)
        let maximum = options.maximumTokenLength ?? .max
        let length = lengths[Int(id)]
        for change in neighbours.changes {
            pairs.add(-change.lost, to: change.old)
            // The peer compares characters of the names, of which there is one a byte.
            if length + lengths[change.neighbour] < maximum { pairs.add(change.gained, to: change.new) }
        }
        for change in neighbours.changes where change.length > 0 && length + lengths[change.neighbour] < maximum {
            let count = pairs.count(change.new)
            if count > 0 {
                queue.push(
                    .init(count: count, pair: change.new, start: change.start, length: change.length),
                    by: order)
            }
        }
    }
}
