internal import Glibc

/// One round of expectation and maximisation over the lattices, with the peer's own arithmetic: floats, added up in
/// `shares` sums of every so many words (google/sentencepiece 0.2.3, src/unigram_model_trainer.cc, `RunEStep` and
/// `RunMStep`; src/unigram_model.cc, `PopulateMarginal`).
enum PieceExpectation {
    /// The peer's default number of threads, each with a sum of its own.
    static let shares = 16

    /// How often each piece is expected in the text.
    static func counts(_ lattices: PieceLattices, _ words: [Int64], _ scores: PieceScores) -> [Float] {
        var total = [Float](repeating: 0, count: scores.values.count)
        var share = total
        // Logarithms of the probabilities of what comes before each position, and after it.
        var before = [Float](repeating: 0, count: lattices.longestWord + 1)
        var after = before
        for first in 0..<shares {
            for piece in share.indices { share[piece] = 0 }
            before.withUnsafeMutableBufferPointer { before in
                after.withUnsafeMutableBufferPointer { after in
                    share.withUnsafeMutableBufferPointer { share in
                        lattices.withNodes(scores) { nodes in
                            for word in stride(from: first, to: lattices.wordCount, by: shares) {
                                let positions = lattices.positions(ofWord: word)
                                sum(nodes, positions, before, after)
                                add(nodes, positions, Float(words[word]), before, after, to: share)
                            }
                        }
                    }
                }
            }
            for piece in share.indices { total[piece] += share[piece] }
        }
        return total
    }

    private typealias Floats = UnsafeMutableBufferPointer<Float>

    @inline(__always)
    private static func sum(
        _ nodes: PieceLattices.Nodes, _ positions: Range<Int>, _ before: Floats, _ after: Floats
    ) {
        let length = positions.count
        // Infinite: not reached yet.
        for place in 0...length { before[place] = .infinity }
        before[0] = 0
        for start in 0..<length {
            let sum = before[start]
            nodes.forEach(at: positions.lowerBound &+ start) { _, length, score in
                before[start &+ length] = logSum(before[start &+ length], score + sum)
            }
        }
        after[length] = 0
        for start in (0..<length).reversed() {
            var sum = Float.infinity
            nodes.forEach(at: positions.lowerBound &+ start) { _, length, score in
                sum = logSum(sum, score + after[start &+ length])
            }
            after[start] = sum
        }
    }

    @inline(__always)
    private static func add(
        _ nodes: PieceLattices.Nodes, _ positions: Range<Int>, _ count: Float, _ before: Floats, _ after: Floats,
        to expected: Floats
    ) {
        let all = before[positions.count]
        for start in 0..<positions.count {
            nodes.forEach(at: positions.lowerBound &+ start) { piece, length, score in
                let share = exp(Double(before[start] + score + after[start &+ length] - all))
                expected[piece] = Float(Double(expected[piece]) + Double(count) * share)
            }
        }
    }

    /// log(exp(sum) + exp(value)); the value itself where there is no sum yet.
    @inline(__always)
    private static func logSum(_ sum: Float, _ value: Float) -> Float {
        if sum == .infinity { return value }
        let (least, most) = (min(sum, value), max(sum, value))
        let difference = least - most
        // What is too little to change a float of this size; -18 < log(2⁻²⁵).
        if difference < -18 && most < -1 { return most }
        if most > least + 50 { return most }
        return Float(Double(most) + log1p(exp(Double(difference))))
    }

    /// The pieces expected often enough, and their scores from how often (the "Bayesianified" EM of P. Liang and
    /// D. Klein, ACL 2007 tutorial).
    static func maximise(_ expected: [Float]) -> (kept: [Int], scores: [Float]) {
        let kept = expected.indices.filter { expected[$0] >= 0.5 }
        var sum: Float = 0
        for piece in kept { sum += expected[piece] }
        let logarithm = Float(digamma(Double(sum)))
        return (kept, kept.map { Float(digamma(Double(expected[$0])) - Double(logarithm)) })
    }

    /// ψ(x) by its asymptotic series at x − ½.
    static func digamma(_ x: Double) -> Double {
        var x = x
        var result = 0.0
        while x < 7 {
            result -= 1 / x
            x += 1
        }
        x -= 0.5
        let square = (1 / x) * (1 / x)
        let fourth = square * square
        let start = log(x) + (1.0 / 24) * square - (7.0 / 960) * fourth
        return result + (start + (31.0 / 8064) * fourth * square - (127.0 / 30720) * fourth * fourth)
    }
}
