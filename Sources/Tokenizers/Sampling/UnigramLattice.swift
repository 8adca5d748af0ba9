internal import Glibc

/// All segmentations of a text into pieces of a Unigram model (google/sentencepiece, src/unigram_model.cc, `Lattice`).
struct UnigramLattice {
    struct Node {
        var start: Int32
        var end: Int32
        var id: Int32
        var score: Float
        /// Score of the best path that ends with this piece.
        var best: Float = 0
    }

    /// In the order of their beginnings; the first stands for the beginning of the text, the last for its end.
    private(set) var nodes: [Node]
    /// The nodes that end at each place: `ending[firstEnding[place]..<firstEnding[place + 1]]`.
    private var ending: [Int32] = []
    private var firstEnding: [Int32]

    /// - Parameter nodes: every piece that occurs in the text of `count` bytes, in the order of their beginnings.
    init(_ pieces: [Node], count: Int) {
        let length = Int32(truncatingIfNeeded: count)
        nodes = [Node(start: -1, end: 0, id: -1, score: 0)] + pieces
        firstEnding = [Int32](repeating: 0, count: count + 2)
        for node in nodes { firstEnding[Int(node.end) + 1] += 1 }
        for place in 0...count { firstEnding[place + 1] += firstEnding[place] }
        ending = [Int32](repeating: 0, count: nodes.count)
        var next = firstEnding
        for (index, node) in nodes.enumerated() {
            ending[Int(next[Int(node.end)])] = Int32(truncatingIfNeeded: index)
            next[Int(node.end)] += 1
        }
        nodes.append(Node(start: length, end: length, id: -1, score: 0))
    }

    private func ending(at place: Int32) -> ArraySlice<Int32> {
        ending[Int(firstEnding[Int(place)])..<Int(firstEnding[Int(place) + 1])]
    }

    /// A path drawn out of all, or out of the `best` ones; nil where the only choice is the best one.
    mutating func draw(alpha: Double, best count: Int?, _ sampler: Sampler) -> [Node]? {
        guard let count else { return sample(alpha: alpha, sampler) }
        if count < 2 { return nil }
        let paths = best(count)
        guard let highest = paths.map(\.score).max() else { return nil }
        return paths[sampler.choose(paths.map { exp(alpha * Double($0.score - highest)) })].path
    }

    /// A path drawn with a probability in proportion to that of its segmentation to the power of `alpha`: backwards,
    /// each piece by the sum over all paths before it.
    func sample(alpha: Double, _ sampler: Sampler) -> [Node] {
        var sums = [Double](repeating: 0, count: nodes.count)
        for index in nodes.indices.dropFirst() {
            sums[index] = Self.logSum(weights(before: index, alpha, sums))
        }
        var path: [Node] = []
        var node = nodes.count - 1
        while true {
            let weights = weights(before: node, alpha, sums)
            let total = sums[node]
            let choice = sampler.choose(weights.map { exp($0 - total) })
            let choices = ending(at: nodes[node].start)
            node = Int(choices[choices.startIndex + choice])
            if node == 0 { return path.reversed() }
            path.append(nodes[node])
        }
    }

    /// Logarithms of the sums over the paths to each node that ends where another begins, with its own score.
    private func weights(before node: Int, _ alpha: Double, _ sums: [Double]) -> [Double] {
        ending(at: nodes[node].start).map { sums[Int($0)] + alpha * Double(nodes[Int($0)].score) }
    }

    private static func logSum(_ logarithms: [Double]) -> Double {
        guard let greatest = logarithms.max() else { return -.infinity }
        return greatest + log(logarithms.reduce(0) { $0 + exp($1 - greatest) })
    }

    /// Fills in the best score to each node, in single precision as the peer has it.
    private mutating func findBest() {
        for index in nodes.indices.dropFirst() {
            var best = -Float.infinity
            for left in ending(at: nodes[index].start) { best = max(best, nodes[Int(left)].best + nodes[index].score) }
            nodes[index].best = best
        }
    }

    private struct Hypothesis {
        var node: Int32
        /// The hypothesis that this one goes on from, to the right.
        var next: Int32
        /// Sum of the scores from here to the end.
        var score: Float
    }

    /// The most likely segmentations, the best first, by A* from the end: what is still to come is known exactly.
    /// Beyond ten thousand open hypotheses only the best are kept, as with the peer.
    mutating func best(_ count: Int) -> [(path: [Node], score: Float)] {
        let (mostOpen, kept) = (10_000, min(512, count * 10))
        findBest()
        var hypotheses = [Hypothesis(node: Int32(truncatingIfNeeded: nodes.count - 1), next: -1, score: 0)]
        var agenda = HypothesisQueue()
        agenda.push(nodes[nodes.count - 1].best, 0)
        var found: [(path: [Node], score: Float)] = []
        while found.count < count, let (total, top) = agenda.pop() {
            let hypothesis = hypotheses[top]
            if hypothesis.node == 0 {
                found.append((path(hypotheses, from: hypothesis.next), total))
                continue
            }
            for left in ending(at: nodes[Int(hypothesis.node)].start) {
                let node = nodes[Int(left)]
                agenda.push(node.best + hypothesis.score, hypotheses.count)
                hypotheses.append(
                    Hypothesis(
                        node: left, next: Int32(truncatingIfNeeded: top), score: node.score + hypothesis.score))
            }
            if agenda.count >= mostOpen {
                var smaller = HypothesisQueue()
                for _ in 0..<kept { if let (total, open) = agenda.pop() { smaller.push(total, open) } }
                agenda = smaller
            }
        }
        return found
    }

    private func path(_ hypotheses: [Hypothesis], from first: Int32) -> [Node] {
        var path: [Node] = []
        var place = Int(first)
        while hypotheses[place].next >= 0 {
            path.append(nodes[Int(hypotheses[place].node)])
            place = Int(hypotheses[place].next)
        }
        return path
    }
}
