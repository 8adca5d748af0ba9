internal import Glibc

/// Which pieces a Unigram model can do without (google/sentencepiece 0.2.3, src/unigram_model_trainer.cc,
/// `PruneSentencePieces` and `PruneUnreachableSentencePieces`).
struct PiecePruning {
    private var search = LatticeSearch()

    /// The pieces to keep: those that nothing can stand for, then those whose loss would cost the most likelihood.
    /// - Parameters:
    ///   - words: how often each word occurs.
    ///   - least: how many are kept where the text has that many.
    mutating func kept(
        _ lattices: PieceLattices, _ words: [Int64], _ scores: PieceScores, least: Int
    ) -> [Int] {
        let (counts, sum) = counts(lattices, words, scores)
        let logarithm = Float(log(Double(sum)))
        var kept: [Int] = []
        var candidates: [(piece: Int, loss: Float)] = []
        lattices.withNodes(scores) { nodes in
            for piece in 0..<lattices.pieceCount where counts[piece] != 0 {
                switch alternative(nodes, lattices.positions(ofPiece: piece)) {
                case .none: kept.append(piece)
                case .better: continue
                case .worse(let parts):
                    let own = Float(log(Double(counts[piece])) - Double(logarithm))
                    let left = sum + counts[piece] * Float(parts.count - 1)
                    let others = Float(log(Double(left)))
                    var instead: Float = 0
                    for part in parts {
                        instead = Float(Double(instead) + (log(Double(counts[part] + counts[piece])) - Double(others)))
                    }
                    candidates.append((piece, counts[piece] / sum * (own - instead)))
                }
            }
        }
        candidates.sort { $0.loss != $1.loss ? $0.loss > $1.loss : $0.piece < $1.piece }
        for candidate in candidates {
            if kept.count == least { break }
            kept.append(candidate.piece)
        }
        return kept
    }

    /// The pieces that are better than every other way to write them.
    mutating func reachable(_ lattices: PieceLattices, _ scores: PieceScores) -> [Int] {
        lattices.withNodes(scores) { nodes in
            (0..<lattices.pieceCount).filter { piece in
                let positions = lattices.positions(ofPiece: piece)
                search.search(nodes, positions, without: piece)
                return search.bestPath(length: positions.count).score <= scores.values[piece]
            }
        }
    }

    private enum Alternative {
        /// The piece can be written in one way only.
        case none
        /// Other pieces are the better way.
        case better
        /// The second best way.
        case worse([Int])
    }

    private mutating func alternative(_ nodes: PieceLattices.Nodes, _ positions: Range<Int>) -> Alternative {
        search.search(nodes, positions)
        let paths = search.bestPaths(length: positions.count, most: 2)
        if paths.count == 1 { return .none }
        return paths[0].count == 1 ? .worse(paths[1].map { search.nodes[$0].piece }) : .better
    }

    /// How often each piece is in the best segmentation of the words, and the sum of that.
    private mutating func counts(
        _ lattices: PieceLattices, _ words: [Int64], _ scores: PieceScores
    ) -> (counts: [Float], sum: Float) {
        var total = [Float](repeating: 0, count: scores.values.count)
        var share = total
        var quick = QuickSearch(longest: lattices.longestWord)
        lattices.withNodes(scores) { nodes in
            for number in 0..<SentenceWords.shares {
                for piece in share.indices { share[piece] = 0 }
                for word in SentenceWords.range(ofShare: number, of: words.count) {
                    let positions = lattices.positions(ofWord: word)
                    let count = Float(words[word])
                    if quick.search(nodes, positions) {
                        quick.forEachPiece(length: positions.count) { share[$0] += count }
                    } else {
                        search.search(nodes, positions)
                        for node in search.bestPath(length: positions.count).path {
                            share[search.nodes[node].piece] += count
                        }
                    }
                }
                for piece in share.indices { total[piece] += share[piece] }
            }
        }
        return (total, Float(total.reduce(0.0) { $0 + Double($1) }))
    }
}
