internal import Glibc
internal import Text

/// The pieces that a Unigram model's learning begins with: every character, then the strings that occur twice or more
/// and go on in different ways, by count × characters (google/sentencepiece 0.2.3, src/unigram_model_trainer.cc,
/// `MakeSeedSentencePiecesFromCorpus`). Unlike there, what follows a sentence's end counts for nothing, so that the
/// order of sentences does not matter.
struct SeedPieces {
    /// A piece of more than one character: the suffixes that begin with it.
    struct Found {
        var suffixes: Range<Int>
        /// In bytes.
        var length: Int
        var characters: Int
        var score: Float
    }

    let alphabet: SentenceAlphabet
    private(set) var found: [Found] = []

    /// - Parameter most: how many strings are kept.
    init(_ words: SentenceWords, _ suffixes: WordSuffixes, _ alphabet: SentenceAlphabet, _ rules: PieceRules, most: Int)
    {
        self.alphabet = alphabet
        var open: [(start: Int, depth: Int, count: Int64)] = [(0, 0, 0)]
        var points: [UInt32] = []
        let sorted = suffixes.sorted
        for place in 0..<sorted.count {
            let depth = place + 1 < sorted.count ? suffixes.commonLength(sorted[place], sorted[place + 1]) : 0
            // A suffix by itself is open only as long as what it shares with the next.
            var (start, count) = (place, suffixes.count(sorted[place]))
            while depth < open[open.count - 1].depth {
                let closed = open.removeLast()
                start = closed.start
                count += closed.count
                let text = suffixes.bytes(sorted[start])
                if let found = Self.found(
                    words.text[text.prefix(closed.depth)], start..<place + 1, count, rules, &points)
                {
                    self.found.append(found)
                }
            }
            if depth > open[open.count - 1].depth {
                open.append((start, depth, count))
            } else {
                open[open.count - 1].count += count
            }
        }
        found.sort {
            if $0.score != $1.score { return $0.score > $1.score }
            return $0.length != $1.length
                ? $0.length > $1.length : $0.suffixes.lowerBound < $1.suffixes.lowerBound
        }
        if found.count > most { found.removeSubrange(most...) }
    }

    private static func found(
        _ bytes: ArraySlice<UInt8>, _ suffixes: Range<Int>, _ count: Int64, _ rules: PieceRules,
        _ points: inout [UInt32]
    ) -> Found? {
        guard bytes.count > 1, count > 1 else { return nil }
        points.removeAll(keepingCapacity: true)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let (point, length) = CodePoint.decode(bytes.span, at: place - bytes.startIndex)
            // Half a character.
            if length == 1 && point > 0x7F { return nil }
            points.append(point)
            place += length
            if points.count > rules.maximumLength { return nil }
        }
        guard points.count > 1, rules.allow(points) else { return nil }
        return Found(
            suffixes: suffixes, length: bytes.count, characters: points.count,
            score: Float(count) * Float(points.count))
    }

    /// The log probabilities of the characters' pieces, then of the others (`ToLogProb` there).
    func scores() -> [Float] {
        let scores = alphabet.counts.prefix(alphabet.occurring).map { Float($0) } + found.map(\.score)
        let sum = scores.reduce(0.0) { $0 + Double($1) }
        let logarithm = log(sum)
        return scores.map { Float(log(Double($0)) - logarithm) }
    }
}
