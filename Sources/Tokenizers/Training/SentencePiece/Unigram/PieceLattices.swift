internal import Records
internal import Text

/// The pieces that may stand at each character of each word, the shortest first: what learning goes over again and
/// again. Where no piece of one character stands, an unknown one does, last.
struct PieceLattices {
    /// Pieces by number, then their characters; those of a position lie together.
    private(set) var pieces: [UInt32]
    private(set) var lengths: [UInt16]
    /// Where each position's begin; one more than there are positions.
    private(set) var starts: [UInt32]
    /// Where each word's positions end.
    let wordEnds: [UInt32]
    /// A position at which each piece stands.
    private(set) var placeOfPiece: [UInt32]
    /// In characters.
    private(set) var lengthOfPiece: [UInt16]

    /// - Parameter count: of the words, which are the first of the suffixes' entries.
    init(_ suffixes: WordSuffixes, _ seeds: SeedPieces, _ words: SentenceWords) throws(DataError) {
        wordEnds = Array(suffixes.characterEnds.prefix(words.count))
        let positions = Int(wordEnds.last ?? 0)
        longestWord = zip(wordEnds, [0] + wordEnds).reduce(0) { max($0, Int($1.0 - $1.1)) }
        let alphabet = seeds.alphabet
        var counts = [UInt32](repeating: 0, count: positions + 1)
        var total = 0
        let characters = (0..<positions).map { position in
            let place = Int(suffixes.places[position])
            return alphabet.number(CodePoint.decode(words.text.span, at: place).point)
        }
        let unknown = UInt32(truncatingIfNeeded: alphabet.occurring)
        for position in 0..<positions where characters[position] < unknown {
            counts[position + 1] = 1
            total += 1
        }
        let nested = NestedPieces(seeds.found)
        nested.forEachSuffix(suffixes.sorted) { position, open in
            if position < positions {
                counts[position + 1] += UInt32(truncatingIfNeeded: open.count)
                total += open.count
            }
        }
        guard total <= Int(UInt32.max) else {
            throw DataError(
                "the words have \(total) places for pieces, over 4 G", mend: "train on a sample of the text")
        }
        for position in 0..<positions { counts[position + 1] += counts[position] }
        starts = counts
        pieces = [UInt32](repeating: 0, count: total)
        lengths = [UInt16](repeating: 0, count: total)
        lengthOfPiece =
            [UInt16](repeating: 1, count: alphabet.occurring)
            + seeds.found.map { UInt16(truncatingIfNeeded: $0.characters) }
        placeOfPiece = [UInt32](repeating: 0, count: lengthOfPiece.count)
        // `counts` is now where the next piece of a position goes.
        for position in 0..<positions where characters[position] < unknown {
            add(characters[position], at: position, &counts)
        }
        nested.forEachSuffix(suffixes.sorted) { position, open in
            if position < positions {
                for piece in open { add(unknown + UInt32(truncatingIfNeeded: piece), at: position, &counts) }
            }
        }
    }

    private mutating func add(_ piece: UInt32, at position: Int, _ next: inout [UInt32]) {
        let place = Int(next[position])
        pieces[place] = piece
        lengths[place] = lengthOfPiece[Int(piece)]
        next[position] += 1
        placeOfPiece[Int(piece)] = UInt32(truncatingIfNeeded: position)
    }

    var wordCount: Int { wordEnds.count }
    var pieceCount: Int { lengthOfPiece.count }
    /// In characters.
    let longestWord: Int
    /// Pieces at the positions of one word, unknown ones too, at most.
    var mostNodes: Int {
        (0..<wordCount).reduce(0) {
            let positions = positions(ofWord: $1)
            return max($0, Int(starts[positions.upperBound] - starts[positions.lowerBound]) + positions.count)
        }
    }

    func positions(ofWord word: Int) -> Range<Int> { (word == 0 ? 0 : Int(wordEnds[word - 1]))..<Int(wordEnds[word]) }

    /// Where a piece by itself stands.
    func positions(ofPiece piece: Int) -> Range<Int> {
        let start = Int(placeOfPiece[piece])
        return start..<start + Int(lengthOfPiece[piece])
    }

    /// Leaves out the pieces that are not kept, and numbers those that are anew.
    /// - Parameter kept: old numbers, in their new order.
    mutating func keep(_ kept: [Int]) {
        var number = [UInt32](repeating: .max, count: lengthOfPiece.count)
        for (new, old) in kept.enumerated() { number[old] = UInt32(truncatingIfNeeded: new) }
        lengthOfPiece = kept.map { lengthOfPiece[$0] }
        placeOfPiece = kept.map { placeOfPiece[$0] }
        var end = 0
        var start = 0
        for position in 0..<starts.count - 1 {
            let next = Int(starts[position + 1])
            starts[position] = UInt32(truncatingIfNeeded: end)
            for place in start..<next where number[Int(pieces[place])] != .max {
                pieces[end] = number[Int(pieces[place])]
                lengths[end] = lengths[place]
                end += 1
            }
            start = next
        }
        starts[starts.count - 1] = UInt32(truncatingIfNeeded: end)
        pieces.removeSubrange(end...)
        lengths.removeSubrange(end...)
    }
}

/// Gives the pieces that each suffix begins with.
private struct NestedPieces {
    private let found: [SeedPieces.Found]
    /// By their first suffix, the shortest first.
    private let order: [Int]

    init(_ found: [SeedPieces.Found]) {
        self.found = found
        order = found.indices.sorted {
            let (one, other) = (found[$0], found[$1])
            return one.suffixes.lowerBound != other.suffixes.lowerBound
                ? one.suffixes.lowerBound < other.suffixes.lowerBound : one.length < other.length
        }
    }

    func forEachSuffix(_ sorted: [WordSuffixes.Suffix], _ body: (_ position: Int, _ open: [Int]) -> Void) {
        var open: [Int] = []
        var next = 0
        for (place, suffix) in sorted.enumerated() {
            while let last = open.last, found[last].suffixes.upperBound <= place { open.removeLast() }
            while next < order.count, found[order[next]].suffixes.lowerBound == place {
                open.append(order[next])
                next += 1
            }
            body(Int(suffix.character), open)
        }
    }
}
