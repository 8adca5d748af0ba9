package import Records

/// The different pre-tokens of a corpus with their counts: what a trainer learns from.
///
/// One flat array: for each word its count (two words, low first), its length, then its bytes, one a word, which
/// become token ids as training goes on.
package struct TrainingWords: Sendable {
    static let headerWords = 3

    var symbols: [UInt32] = []
    package private(set) var count = 0
    /// Sum of count × length: no count of a pair of tokens can be greater.
    private var total: Int64 = 0
    /// The bytes that occur, if words are of bytes.
    private(set) var occurring = [Bool](repeating: false, count: 256)
    /// Bytes of memory that training may take. Words beyond are not kept, but counted by `symbolsNeeded`.
    var memory = Int.max
    private var symbolsNeeded = 0

    package init() {}

    package init(_ counts: PretokenCounts) throws(DataError) {
        try counts.forEachSorted { (token, count) throws(DataError) in try append(token, count: count) }
    }

    /// The sum of runs that `PretokenCounts.writeRun` wrote.
    ///
    /// - Parameter memory: bytes that training may take.
    /// - Throws: when it needs more.
    package init(mergingRuns paths: [String], memory: Int = .max) throws(DataError) {
        self.memory = memory
        var runs = try MergedRuns(paths)
        while let count = try runs.next() { try append(runs.token.span, count: count) }
        try checkMemory()
    }

    /// Adds a word, which must differ from those before it.
    package mutating func append(_ word: Span<UInt8>, count: Int64) throws(DataError) {
        for index in word.indices { occurring[Int(word[unchecked: index])] = true }
        guard try begin(length: word.count, count: count) else { return }
        for index in word.indices { symbols.append(UInt32(word[unchecked: index])) }
    }

    /// Adds a word of ids.
    mutating func append(symbols word: [UInt32], count: Int64) throws(DataError) {
        if try begin(length: word.count, count: count) { symbols += word }
    }

    /// Adds a word as the tokens a model makes of it.
    mutating func append(_ word: Span<UInt8>, count: Int64, by merger: PieceMerger) throws(DataError) {
        let ids = word.withUnsafeBufferPointer { merger.encodeAny($0) }
        try append(symbols: ids.map { UInt32(bitPattern: $0) }, count: count)
    }

    /// What learning takes for each symbol and word of a header, measured on 50 MB and more of several languages: itself,
    /// its places in lists of words, the counts of pairs, and room for all of them to grow.
    static let bytesPerSymbol = 32

    /// - Throws: when the words did not fit into the memory.
    func checkMemory() throws(DataError) {
        let needed = symbolsNeeded * Self.bytesPerSymbol
        if needed > memory { throw DataError.trainingNeeds(needed, memory) }
    }

    /// Writes a word's header; false for a word that is not needed.
    private mutating func begin(length: Int, count: Int64) throws(DataError) -> Bool {
        // A single symbol has nothing to merge.
        guard length > 1, count > 0 else { return false }
        let (product, isTooMuch) = count.multipliedReportingOverflow(by: Int64(length))
        let (sum, isOver) = total.addingReportingOverflow(product)
        guard !isTooMuch, !isOver else { throw DataError("the corpus has more bytes than 64 bits can count") }
        guard symbols.count + length + Self.headerWords <= Int(UInt32.max) else {
            throw DataError("the different pre-tokens take more than 4 G bytes", mend: "train on a sample of the text")
        }
        total = sum
        symbolsNeeded += length + Self.headerWords
        if symbolsNeeded > memory / Self.bytesPerSymbol { return false }
        self.count += 1
        let bits = UInt64(bitPattern: count)
        symbols.append(UInt32(truncatingIfNeeded: bits))
        symbols.append(UInt32(truncatingIfNeeded: bits >> 32))
        symbols.append(UInt32(truncatingIfNeeded: length))
        return true
    }
}

extension TrainingWords {
    /// Count of the word whose first symbol is at `place`.
    @inline(__always)
    static func count(_ symbols: UnsafeBufferPointer<UInt32>, _ place: Int) -> Int64 {
        Int64(bitPattern: UInt64(symbols[place &- 2]) &<< 32 | UInt64(symbols[place &- 3]))
    }

    /// Gives each pair of neighbours, the place of its word's first symbol, and the word's count.
    @inline(__always)
    func forEachPair(_ body: (_ first: UInt32, _ second: UInt32, _ word: UInt32, _ count: Int64) -> Void) {
        symbols.withUnsafeBufferPointer { symbols in
            var word = Self.headerWords
            while word < symbols.count {
                let length = Int(symbols[word &- 1])
                let count = Self.count(symbols, word)
                for place in word..<word &+ length &- 1 {
                    body(symbols[place], symbols[place &+ 1], UInt32(truncatingIfNeeded: word), count)
                }
                word &+= length &+ Self.headerWords
            }
        }
    }

    mutating func replaceBytes(by ids: [Int32]) {
        var word = Self.headerWords
        while word < symbols.count {
            let end = word + Int(symbols[word - 1])
            for place in word..<end { symbols[place] = UInt32(bitPattern: ids[Int(symbols[place])]) }
            word = end + Self.headerWords
        }
    }
}
