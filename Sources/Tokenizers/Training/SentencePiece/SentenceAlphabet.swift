internal import Records
internal import Text

/// The characters that get pieces of their own, the most frequent first (google/sentencepiece,
/// src/trainer_interface.cc, `LoadSentences`).
struct SentenceAlphabet {
    private(set) var points: [UInt32] = []
    /// By code point.
    private var numbers: [UInt32]

    /// - Parameter counts: of each code point in the text.
    init(_ counts: [Int64], _ options: SentencePieceTraining) {
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
        numbers = [UInt32](repeating: UInt32(truncatingIfNeeded: points.count), count: counts.count)
        for (number, point) in points.enumerated() { numbers[Int(point)] = UInt32(truncatingIfNeeded: number) }
    }

    /// The number of a character's piece, `points.count` for a rare one.
    func number(_ point: UInt32) -> UInt32 { numbers[Int(point)] }

    /// The code points of a word.
    static func forEachPoint(_ word: [UInt8], _ body: (UInt32) -> Void) {
        var place = 0
        while place < word.count {
            let (point, length) = CodePoint.decode(word.span, at: place)
            body(point)
            place += length
        }
    }
}
