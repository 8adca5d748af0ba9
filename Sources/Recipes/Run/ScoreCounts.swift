/// How often scores of every size occur: in steps of 0.05 below 1, and in four steps to the next power of two above.
struct ScoreCounts {
    /// What the names of such tallies in receipts begin with; the rule follows.
    static let tally = "score "

    private static let sharesteps = 20
    private var counts: [Int] = []

    var isEmpty: Bool { counts.isEmpty }

    /// What is no number is not counted.
    mutating func add(_ score: Double) {
        guard score.isFinite else { return }
        let step = Self.step(score)
        if counts.count <= step { counts.append(contentsOf: repeatElement(0, count: step + 1 - counts.count)) }
        counts[step] += 1
    }

    private static func step(_ score: Double) -> Int {
        if score < 1 { return max(0, Int(score * Double(sharesteps))) }
        let quarter = Int((score.significand - 1) * 4)
        return sharesteps + Int(score.exponent) * 4 + quarter
    }

    /// Where a step begins.
    static func lowerBound(_ step: Int) -> Double {
        if step < sharesteps { return Double(step) / Double(sharesteps) }
        let (exponent, quarter) = (step - sharesteps).quotientAndRemainder(dividingBy: 4)
        return (1 + Double(quarter) / 4) * Double(sign: .plus, exponent: exponent, significand: 1)
    }

    /// Counts by the number of the step, for a receipt.
    var tally: [String: Int] {
        var tally: [String: Int] = [:]
        for (step, count) in counts.enumerated() where count > 0 { tally[String(step)] = count }
        return tally
    }
}
