internal import Records
internal import Text

/// The characters that get pieces of their own, the most frequent first (google/sentencepiece,
/// src/trainer_interface.cc, `LoadSentences`).
struct SentenceAlphabet {
    private(set) var points: [UInt32] = []
    private var numbers: [UInt32: UInt32] = [:]

    /// - Parameter counts: of each character of the text.
    init(_ counts: [UInt32: Int64], _ options: SentencePieceTraining) {
        var counts = counts
        counts[0] = nil
        let required = Set(options.requiredCharacters.unicodeScalars.map(\.value)).subtracting([0])
        for point in required { counts[point, default: 0] += 0 }
        let all = counts.values.reduce(0, +)
        let sorted = counts.sorted {
            let (first, second) = (required.contains($0.key), required.contains($1.key))
            if first != second { return first }
            return $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
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
        for (number, point) in points.enumerated() { numbers[point] = UInt32(truncatingIfNeeded: number) }
    }

    /// The number of a character's piece, `points.count` for a rare one.
    func number(_ point: UInt32) -> UInt32 { numbers[point] ?? UInt32(truncatingIfNeeded: points.count) }

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
