internal import Glibc

/// One round of expectation and maximisation over the lattices, with the peer's own arithmetic: floats, added up in
/// a sum for each share of the words (google/sentencepiece 0.2.3, src/unigram_model_trainer.cc, `RunEStep` and
/// `RunMStep`; src/unigram_model.cc, `PopulateMarginal`).
enum PieceExpectation {
    /// How often each piece is expected in the text.
    static func counts(_ lattices: PieceLattices, _ words: [Int64], _ scores: PieceScores) -> [Float] {
        var total = [Float](repeating: 0, count: scores.values.count)
        var share = total
        let sums = RoundedSums()
        withUnsafeTemporaryAllocation(of: Position.self, capacity: lattices.longestWord + 1) { positions in
            withUnsafeTemporaryAllocation(of: Node.self, capacity: lattices.mostNodes) { nodes in
                for number in 0..<SentenceWords.shares {
                    for piece in share.indices { share[piece] = 0 }
                    share.withUnsafeMutableBufferPointer { share in
                        lattices.withNodes(scores) { lattice in
                            sums.withTables { sums in
                                let word = Word(positions: positions, nodes: nodes, sums: sums)
                                for place in SentenceWords.range(ofShare: number, of: words.count) {
                                    let range = lattices.positions(ofWord: place)
                                    word.add(lattice, range, Double(Float(words[place])), to: share)
                                }
                            }
                        }
                    }
                    for piece in share.indices { total[piece] += share[piece] }
                }
            }
        }
        return total
    }

    private struct Node {
        var piece: UInt32
        var start: UInt32
        var end: UInt32
        var score: Float
    }

    /// One position of a word.
    private struct Position {
        /// Logarithms of the probabilities of what comes before it, and after.
        var before: Float
        var after: Float
        /// Where its nodes begin.
        var nodes: Int
    }

    /// A word's lattice by itself.
    private struct Word {
        let positions: UnsafeMutableBufferPointer<Position>
        /// In the order of their starts.
        let nodes: UnsafeMutableBufferPointer<Node>
        let sums: RoundedSums.Tables

        @inline(__always)
        func add(
            _ lattice: PieceLattices.Nodes, _ range: Range<Int>, _ count: Double,
            to expected: UnsafeMutableBufferPointer<Float>
        ) {
            let found = gather(lattice, range)
            let length = range.count
            positions[length] = Position(before: -.infinity, after: 0, nodes: found)
            positions[0].before = 0
            // From both ends at once: each step waits for the one before, but not for the other end's.
            for step in 0..<length {
                let sum = positions[step].before
                for place in positions[step].nodes..<positions[step &+ 1].nodes {
                    let (end, score) = (Int(nodes[place].end), nodes[place].score)
                    positions[end].before = sums.logSum(positions[end].before, score + sum)
                }
                let start = length &- 1 &- step
                var after = -Float.infinity
                for place in positions[start].nodes..<positions[start &+ 1].nodes {
                    after = sums.logSum(after, nodes[place].score + positions[Int(nodes[place].end)].after)
                }
                positions[start].after = after
            }
            let all = positions[length].before
            for place in 0..<found {
                let node = nodes[place]
                let around = (positions[Int(node.start)].before + node.score) + positions[Int(node.end)].after
                let piece = Int(node.piece)
                expected[piece] = sums.add(count, exp: around - all, to: expected[piece])
            }
        }

        /// Takes the nodes of a word out of the lattices; returns how many there are.
        @inline(__always)
        private func gather(_ lattice: PieceLattices.Nodes, _ range: Range<Int>) -> Int {
            var found = 0
            for start in 0..<range.count {
                positions[start] = Position(before: -.infinity, after: 0, nodes: found)
                lattice.forEach(at: range.lowerBound &+ start) { piece, length, score in
                    nodes[found] = Node(
                        piece: UInt32(truncatingIfNeeded: piece), start: UInt32(truncatingIfNeeded: start),
                        end: UInt32(truncatingIfNeeded: start &+ length), score: score)
                    found &+= 1
                }
            }
            return found
        }
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
