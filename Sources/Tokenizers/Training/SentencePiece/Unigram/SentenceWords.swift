internal import Records

/// The different words of some text, each with the byte that follows it: what a Unigram model
/// is learnt from. Rare characters are `PieceRules.rare`.
struct SentenceWords {
    /// The peer sums what it expects of the words, the most frequent first, in as many floats, in turn: its default
    /// number of threads.
    static let shares = 16

    /// What learning takes for each byte of the words: suffixes, seeds and lattices.
    private static let bytesPerByte = 60

    /// The words, then the words again that are followed by a second byte; each with that byte at its end.
    private(set) var text: [UInt8] = []
    /// Ends of the entries of `text`.
    private(set) var ends: [UInt32] = []
    /// How often each entry occurs.
    private(set) var entryCounts: [Int64] = []
    /// How often each word occurs, whatever follows.
    private(set) var counts: [Int64] = []

    /// - Parameter paths: the runs that `SentenceCounts` wrote, marking ends.
    /// - Throws: when learning would need more than `memory`.
    init(mergingRuns paths: [String], alphabet: SentenceAlphabet, memory: Int) throws(DataError) {
        var words = ByteTable()
        var totals: [Int64] = []
        // What follows a word, by word.
        var entries: [(word: Int, next: UInt8, count: Int64)] = []
        var runs = try MergedRuns(paths)
        var word: [UInt8] = []
        while let count = try runs.next() {
            guard let next = runs.token.last else { continue }
            word.removeAll(keepingCapacity: true)
            alphabet.append(runs.token.span.extracting(0..<runs.token.count - 1), to: &word)
            let number = words.insert(word.span)
            if number == totals.count { totals.append(0) }
            totals[number] += count
            entries.append((number, next, count))
        }
        let needed = words.strings.bytes.count * Self.bytesPerByte
        if needed > memory { throw .trainingNeeds(needed, memory) }
        let sorted = totals.indices.sorted {
            totals[$0] != totals[$1] ? totals[$0] > totals[$1] : ByteOrder.isBefore(words[$0], words[$1])
        }
        // The words of a share lie together.
        let order = (0..<Self.shares).flatMap { first in
            stride(from: first, to: sorted.count, by: Self.shares).map { sorted[$0] }
        }
        counts = order.map { totals[$0] }
        var firstEntry = [Int](repeating: -1, count: totals.count)
        for (place, entry) in entries.enumerated() where firstEntry[entry.word] < 0 { firstEntry[entry.word] = place }
        for number in order {
            try append(words[number], entries[firstEntry[number]].next, entries[firstEntry[number]].count)
        }
        for (place, entry) in entries.enumerated() where firstEntry[entry.word] != place {
            try append(words[entry.word], entry.next, entry.count)
        }
    }

    /// Number of different words.
    var count: Int { counts.count }

    /// The words whose counts go into one sum, the most frequent first.
    static func range(ofShare share: Int, of count: Int) -> Range<Int> {
        func start(_ share: Int) -> Int { count / shares * share + min(share, count % shares) }
        return start(share)..<start(share + 1)
    }

    private mutating func append(_ word: Span<UInt8>, _ next: UInt8, _ count: Int64) throws(DataError) {
        guard text.count + word.count < Int(UInt32.max) else {
            throw DataError("the different words take more than 4 G bytes", mend: "train on a sample of the text")
        }
        for place in word.indices { text.append(word[place]) }
        text.append(next)
        ends.append(UInt32(truncatingIfNeeded: text.count))
        entryCounts.append(count)
    }
}
