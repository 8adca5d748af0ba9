internal import Glibc
internal import Text

/// The pieces that a Unigram model's learning begins with: every character, then the strings that occur twice or more
/// and go on in different ways, by count × characters (google/sentencepiece 0.2.3, src/unigram_model_trainer.cc,
/// `MakeSeedSentencePiecesFromCorpus`). Unlike there, the first byte of the sentence behind one is taken
/// to be always the same or never, so that the order of sentences does not matter.
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

    /// Strings that some suffixes begin with, not all of which are known yet.
    private struct Open {
        var start: Int
        /// In bytes.
        var depth: Int
        var count: Int64
        /// How often the string is the end of a sentence, where that counts.
        var ends: Int64 = 0
    }

    /// - Parameters:
    ///   - most: how many strings are kept.
    ///   - countsEnds: a string at the end of a sentence goes on in different ways, since sentences begin differently.
    init(
        _ words: SentenceWords, _ suffixes: WordSuffixes, _ alphabet: SentenceAlphabet, _ rules: PieceRules, most: Int,
        countsEnds: Bool
    ) {
        self.alphabet = alphabet
        var points: [UInt32] = []
        func close(_ suffixes: Range<Int>, _ bytes: Range<Int>, _ count: Int64) {
            if let found = Self.found(words.text[bytes], suffixes, count, rules, &points) { self.found.append(found) }
        }
        var open = [Open(start: 0, depth: 0, count: 0)]
        let sorted = suffixes.sorted
        for place in 0..<sorted.count {
            let depth = place + 1 < sorted.count ? suffixes.commonLength(sorted[place], sorted[place + 1]) : 0
            let bytes = suffixes.bytes(sorted[place])
            // A suffix by itself is open only as long as what it shares with the next.
            var (start, count) = (place, suffixes.count(sorted[place]))
            var ends: Int64 = 0
            if countsEnds, words.text[bytes.upperBound - 1] == 0, depth < bytes.count {
                var first = start
                ends = count
                if let last = open.last, last.depth == bytes.count {
                    first = last.start
                    ends += last.count
                }
                if depth < bytes.count - 1 { close(first..<place + 1, bytes.dropLast(), ends) }
            }
            while depth < open[open.count - 1].depth {
                let closed = open.removeLast()
                start = closed.start
                count += closed.count
                close(start..<place + 1, bytes.prefix(closed.depth), count + closed.ends)
            }
            if depth > open[open.count - 1].depth {
                open.append(Open(start: start, depth: depth, count: count, ends: depth == bytes.count - 1 ? ends : 0))
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
