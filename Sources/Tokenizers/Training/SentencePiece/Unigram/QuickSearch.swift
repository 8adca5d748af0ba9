/// The best way through a lattice where it is so clearly the best at every position that rounding cannot matter: the
/// peer adds each node's score to the totals before it and then compares, which may make equals of them.
struct QuickSearch {
    private struct Best {
        var total = -Float.infinity
        var second = -Float.infinity
        var start: Int32 = 0
        var piece: Int32 = 0
    }

    /// By position: the best of the nodes that end there.
    private var best: [Best]

    init(longest: Int) { best = [Best](repeating: Best(), count: longest + 1) }

    /// False where two totals are too close.
    mutating func search(_ lattice: PieceLattices.Nodes, _ positions: Range<Int>) -> Bool {
        best.withUnsafeMutableBufferPointer { best in
            for end in 1...positions.count { best[end] = Best() }
            best[0].total = 0
            for start in 0..<positions.count {
                let before = best[start].total
                if Self.isClose(best[start]) { return false }
                lattice.forEach(at: positions.lowerBound &+ start) { piece, length, score in
                    let total = before + score
                    let end = start &+ length
                    if total > best[end].total {
                        best[end] = Best(
                            total: total, second: best[end].total, start: Int32(truncatingIfNeeded: start),
                            piece: Int32(truncatingIfNeeded: piece))
                    } else if total > best[end].second {
                        best[end].second = total
                    }
                }
            }
            return !Self.isClose(best[positions.count])
        }
    }

    /// The pieces of the best way, the last first.
    func forEachPiece(length: Int, _ body: (Int) -> Void) {
        var end = length
        while end > 0 {
            body(Int(best[end].piece))
            end = Int(best[end].start)
        }
    }

    /// Whether the two best totals may be the same float once a score (of -100 or more) is added.
    @inline(__always)
    private static func isClose(_ best: Best) -> Bool {
        best.total - best.second <= (100 - best.total) * 0x1p-22
    }
}
