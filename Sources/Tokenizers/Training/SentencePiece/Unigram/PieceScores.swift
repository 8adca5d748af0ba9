/// The log probabilities of the pieces at one point of a Unigram model's learning.
struct PieceScores {
    let values: [Float]
    /// Of a character that is no piece (google/sentencepiece, src/unigram_model.cc, `kUnkPenalty`).
    var unknown: Float { least - 10 }
    let least: Float

    init(_ values: [Float]) {
        self.values = values
        least = values.min() ?? 0
    }
}

extension PieceLattices {
    /// The lattices with the scores of their pieces.
    struct Nodes {
        fileprivate let pieces: UnsafeBufferPointer<UInt32>
        fileprivate let lengths: UnsafeBufferPointer<UInt16>
        fileprivate let starts: UnsafeBufferPointer<UInt32>
        fileprivate let scores: UnsafeBufferPointer<Float>
        fileprivate let unknownScore: Float

        /// Gives the pieces that may stand at a position, the shortest first, but for an unknown one. That counts as
        /// piece 0, as it does where the peer learns.
        @inline(__always)
        func forEach(at position: Int, _ body: (_ piece: Int, _ length: Int, _ score: Float) -> Void) {
            let range = Int(starts[position])..<Int(starts[position &+ 1])
            for place in range {
                let piece = Int(pieces[place])
                body(piece, Int(lengths[place]), scores[piece])
            }
            if range.isEmpty || lengths[range.lowerBound] != 1 { body(0, 1, unknownScore) }
        }
    }

    func withNodes<Result>(_ scores: PieceScores, _ body: (Nodes) -> Result) -> Result {
        pieces.withUnsafeBufferPointer { pieces in
            lengths.withUnsafeBufferPointer { lengths in
                starts.withUnsafeBufferPointer { starts in
                    scores.values.withUnsafeBufferPointer { values in
                        body(
                            Nodes(
                                pieces: pieces, lengths: lengths, starts: starts, scores: values,
                                unknownScore: scores.unknown))
                    }
                }
            }
        }
    }
}
