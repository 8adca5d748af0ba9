internal import Records
internal import Text

/// The characters that get pieces of their own, the most frequent first (google/sentencepiece,
/// src/trainer_interface.cc, `LoadSentences`).
struct SentenceAlphabet {
    private(set) var points: [UInt32] = []
    /// How often each occurs; none of those that are only required need to.
    private(set) var counts: [Int64] = []
    /// By code point.
    private var numbers: [UInt32]

    /// - Parameters:
    ///   - paths: the runs that `SentenceCounts` wrote.
    ///   - symbols: how many tokens are not learnt.
    init(
        mergingRuns paths: [String], _ options: SentencePieceTraining, vocabularySize: Int, symbols: Int
    ) throws(DataError) {
        var counts = [Int64](repeating: 0, count: 0x11_0000)
        var runs = try MergedRuns(paths)
        while let count = try runs.next() {
            let word = runs.token.span.extracting(0..<runs.token.count - options.marksEnds)
            Self.forEachPoint(word) { point, _ in counts[Int(point)] += count }
        }
        self.init(counts, options)
        guard symbols + points.count <= vocabularySize else {
            throw DataError(
                "a vocabulary of \(vocabularySize) has no room for \(points.count) characters and \(symbols) symbols",
                mend: "raise the vocabulary's size or lower the character coverage")
        }
    }

    /// - Parameter counts: of each code point in the text.
    private init(_ counts: [Int64], _ options: SentencePieceTraining) {
        let required = Set(options.requiredCharacters.unicodeScalars.map(\.value))
        let found = counts.indices.dropFirst().filter { counts[$0] > 0 || required.contains(UInt32($0)) }
            .map { (point: UInt32(truncatingIfNeeded: $0), count: counts[$0]) }
        let all = found.reduce(0) { $0 + $1.count }
        let sorted = found.sorted {
            let (first, second) = (required.contains($0.point), required.contains($1.point))
            if first != second { return first }
            return $0.count != $1.count ? $0.count > $1.count : $0.point < $1.point
        }
        var covered: Int64 = 0
        var chosen: [(point: UInt32, count: Int64)] = []
        for (point, count) in sorted {
            if Float(Double(covered) / Double(all)) >= options.characterCoverage { break }
            covered += count
            if point != PieceRules.boundary { chosen.append((point, count)) }
        }
        chosen.sort { $0.count != $1.count ? $0.count > $1.count : $0.point < $1.point }
        points = chosen.map(\.point)
        self.counts = chosen.map(\.count)
        numbers = [UInt32](repeating: UInt32(truncatingIfNeeded: points.count), count: counts.count)
        for (number, point) in points.enumerated() { numbers[Int(point)] = UInt32(truncatingIfNeeded: number) }
    }

    /// The number of a character's piece, `points.count` for a rare one.
    func number(_ point: UInt32) -> UInt32 { numbers[Int(point)] }

    /// How many of the characters occur; those behind them are only required.
    var occurring: Int { counts.firstIndex(of: 0) ?? counts.count }

    /// The UTF-8 of a character.
    static func utf8(_ point: UInt32) -> [UInt8] { Array(String(Unicode.Scalar(point) ?? "\u{FFFD}").utf8) }

    /// Appends a word, its rare characters as `PieceRules.rare`.
    func append(_ word: Span<UInt8>, to text: inout [UInt8]) {
        Self.forEachPoint(word) { point, range in
            if number(point) < points.count {
                for place in range { text.append(word[place]) }
            } else {
                text += Self.rare
            }
        }
    }

    private static let rare = utf8(PieceRules.rare)

    /// The code points of a word, and where they are.
    static func forEachPoint(_ word: Span<UInt8>, _ body: (UInt32, Range<Int>) -> Void) {
        var place = 0
        while place < word.count {
            let (point, length) = CodePoint.decode(word, at: place)
            body(point, place..<place + length)
            place += length
        }
    }
}
