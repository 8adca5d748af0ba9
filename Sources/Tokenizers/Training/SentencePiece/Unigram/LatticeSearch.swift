/// The best ways through a lattice, with the peer's own arithmetic and its choice among equals (google/sentencepiece
/// 0.2.3, src/unigram_model.cc, `Viterbi` and `NBest`).
struct LatticeSearch {
    struct Node {
        var piece: Int
        var start: Int
        var end: Int
        var score: Float
        /// Of the best way to the node's end, and the node before it there; -1 for the beginning.
        var total: Float = 0
        var previous = -1
        /// The next node that ends where this one does.
        var next = -1
    }

    private(set) var nodes: [Node] = []
    /// By position: the first and the last of the nodes that end there.
    private var firstEnding: [Int] = []
    private var lastEnding: [Int] = []
    private var hypotheses: [Hypothesis] = []
    private var agenda: [Int] = []

    /// A way from a node to the end.
    private struct Hypothesis {
        /// -1 for the beginning.
        var node: Int
        var next: Int
        /// Score of the best way that goes on like this, and of this part of it.
        var all: Float
        var part: Float
    }

    /// Finds the best way to each node of some positions.
    mutating func search(_ lattice: PieceLattices.Nodes, _ positions: Range<Int>, without excluded: Int = -1) {
        let length = positions.count
        nodes.removeAll(keepingCapacity: true)
        if firstEnding.count <= length {
            firstEnding = [Int](repeating: -1, count: 2 * length + 1)
            lastEnding = firstEnding
        }
        for end in 0...length { (firstEnding[end], lastEnding[end]) = (-1, -1) }
        for start in 0..<length {
            lattice.forEach(at: positions.lowerBound + start) { piece, characters, score in
                let end = start + characters
                guard end <= length else { return }
                var node = Node(piece: piece, start: start, end: end, score: score)
                if piece == excluded && characters == length { node.score = -.infinity }
                (node.previous, node.total) = best(before: start, node.score)
                if lastEnding[end] < 0 {
                    firstEnding[end] = nodes.count
                } else {
                    nodes[lastEnding[end]].next = nodes.count
                }
                lastEnding[end] = nodes.count
                nodes.append(node)
            }
        }
    }

    /// The best node that ends at a position, and the score with what follows; the first among equals.
    private func best(before position: Int, _ score: Float) -> (node: Int, total: Float) {
        guard position > 0 else { return (-1, score) }
        var node = firstEnding[position]
        var best = (node: node, total: nodes[node].total + score)
        node = nodes[node].next
        while node >= 0 {
            let total = nodes[node].total + score
            if total > best.total { best = (node, total) }
            node = nodes[node].next
        }
        return best
    }

    /// The nodes of the best way, the last first, and its score.
    func bestPath(length: Int) -> (path: [Int], score: Float) {
        var (node, score) = best(before: length, 0)
        var path: [Int] = []
        while node >= 0 {
            path.append(node)
            node = nodes[node].previous
        }
        return (path, score)
    }

    /// The nodes of the best ways, by their number at most.
    mutating func bestPaths(length: Int, most: Int) -> [[Int]] {
        hypotheses.removeAll(keepingCapacity: true)
        agenda.removeAll(keepingCapacity: true)
        var paths: [[Int]] = []
        hypotheses.append(Hypothesis(node: -2, next: -1, all: bestPath(length: length).score, part: 0))
        push(0)
        while let top = pop() {
            let hypothesis = hypotheses[top]
            if hypothesis.node == -1 {
                var path: [Int] = []
                var next = hypothesis.next
                while next > 0 {
                    path.append(hypotheses[next].node)
                    next = hypotheses[next].next
                }
                paths.append(path)
                if paths.count == most { break }
                continue
            }
            let end = hypothesis.node == -2 ? length : nodes[hypothesis.node].start
            if end == 0 {
                expand(-1, top, total: 0, score: 0)
            } else {
                var node = firstEnding[end]
                while node >= 0 {
                    expand(node, top, total: nodes[node].total, score: nodes[node].score)
                    node = nodes[node].next
                }
            }
        }
        return paths
    }

    private mutating func expand(_ node: Int, _ next: Int, total: Float, score: Float) {
        let part = hypotheses[next].part
        hypotheses.append(Hypothesis(node: node, next: next, all: total + part, part: score + part))
        push(hypotheses.count - 1)
    }

    // A binary heap whose equals come in the order of GNU's `std::push_heap` and `std::pop_heap`.

    private mutating func push(_ hypothesis: Int) {
        agenda.append(hypothesis)
        siftUp(agenda.count - 1, hypothesis)
    }

    private mutating func siftUp(_ start: Int, _ hypothesis: Int) {
        let value = hypotheses[hypothesis].all
        var hole = start
        while hole > 0, hypotheses[agenda[(hole - 1) / 2]].all < value {
            agenda[hole] = agenda[(hole - 1) / 2]
            hole = (hole - 1) / 2
        }
        agenda[hole] = hypothesis
    }

    private mutating func pop() -> Int? {
        guard let last = agenda.popLast() else { return nil }
        guard let top = agenda.first else { return last }
        // The hole goes down to a leaf, then the last goes up from there.
        var hole = 0
        while 2 * hole + 2 < agenda.count {
            var child = 2 * hole + 2
            if hypotheses[agenda[child]].all < hypotheses[agenda[child - 1]].all { child -= 1 }
            agenda[hole] = agenda[child]
            hole = child
        }
        if 2 * hole + 2 == agenda.count {
            agenda[hole] = agenda[2 * hole + 1]
            hole = 2 * hole + 1
        }
        siftUp(hole, last)
        return top
    }
}
