/// What is known of a word met before.
struct WordEntry: BitwiseCopyable {
    /// Up to what score of the text before the word this is known to hold.
    var reach: Float
    var idCount: UInt16
    var scoreCount: UInt16
    /// Where all its ids are, and behind them the scores of its pieces, if four of each do not do.
    var spilled: UInt32
    /// Zeros behind the last, and of a word that is spilled.
    var ids: SIMD4<Int32>
    var scores: SIMD4<Float>

    @inline(__always)
    var isSpilled: Bool { idCount > 4 || scoreCount > 4 }

    init(_ made: SentencePieceWord, spilled: Int) {
        reach = made.reach
        idCount = UInt16(truncatingIfNeeded: made.ids.count)
        scoreCount = UInt16(truncatingIfNeeded: made.scores.count)
        self.spilled = UInt32(truncatingIfNeeded: spilled)
        (ids, scores) = (.zero, .zero)
        if isSpilled { return }
        for (place, id) in made.ids.enumerated() { ids[place] = id }
        for (place, score) in made.scores.enumerated() { scores[place] = score }
    }
}

/// A word's ids, and the scores of its pieces.
struct SentencePieceWord {
    var path: [(start: Int, end: Int, id: Int32)] = []
    var ids: [Int32] = []
    /// Empty for a model that does not add them up.
    var scores: [Float] = []
    /// Score of the text up to the word's end.
    var end: Float = 0
    /// Up to what score of the text before the word it has these pieces, whatever rounding does.
    var reach: Float = 0
}
