internal import Records

/// The words of a training text as token ids, in one flat array; a word shrinks in place as it is merged.
struct TrainingWords {
    /// A pair that a merge made or unmade once.
    struct Change {
        var pair: TokenPair
        var sign: Int8
    }

    private(set) var symbols: [Int32] = []
    private var starts: [Int] = []
    private var lengths: [Int32] = []
    private(set) var counts: [Int64] = []

    /// - Parameter byteIDs: the id of each byte.
    init(_ pretokens: PretokenCounts, byteIDs: [Int32]) {
        for word in 0..<pretokens.count {
            let bytes = pretokens.tokens[word]
            starts.append(symbols.count)
            lengths.append(Int32(truncatingIfNeeded: bytes.count))
            counts.append(pretokens.counts[word])
            for index in bytes.indices { symbols.append(byteIDs[Int(bytes[index])]) }
        }
    }

    var count: Int { starts.count }

    /// Where the word's symbols lie now.
    func range(_ word: Int) -> Range<Int> { starts[word]..<starts[word] + Int(lengths[word]) }

    /// Merges the pair from left to right and notes which neighbouring pairs went and came.
    mutating func merge(_ pair: TokenPair, into id: Int32, in word: Int, changes: inout [Change]) {
        let range = range(word)
        var write = range.lowerBound
        var read = range.lowerBound
        while read < range.upperBound {
            guard symbols[read] == pair.first, read + 1 < range.upperBound, symbols[read + 1] == pair.second else {
                symbols[write] = symbols[read]
                write += 1
                read += 1
                continue
            }
            if write > range.lowerBound {
                let before = symbols[write - 1]
                changes.append(Change(pair: TokenPair(before, pair.first), sign: -1))
                changes.append(Change(pair: TokenPair(before, id), sign: 1))
            }
            read += 2
            if read < range.upperBound {
                let after = symbols[read]
                changes.append(Change(pair: TokenPair(pair.second, after), sign: -1))
                changes.append(Change(pair: TokenPair(id, after), sign: 1))
            }
            symbols[write] = id
            write += 1
        }
        lengths[word] = Int32(truncatingIfNeeded: write - range.lowerBound)
    }
}
