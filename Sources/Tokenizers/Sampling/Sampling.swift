internal import Records

/// How the segmentation of a text is drawn instead of being the best one (subword regularisation). The draws of a record
/// depend on the seed and its id alone.
package struct Sampling: Sendable {
    package enum Method: Sendable {
        /// BPE-dropout: each merge that could be made next is passed over with this probability (Provilkov et al.,
        /// "BPE-Dropout", ACL 2020, algorithm 1).
        case dropout(Double)
        /// A Unigram segmentation with probability in proportion to its own to the power of `alpha`, out of all or of
        /// the `best` most likely (Kudo, "Subword Regularization", ACL 2018, section 3.2).
        case segmentation(alpha: Double, best: Int?)
    }

    /// More segmentations than these are not drawn from or listed, as with SentencePiece.
    package static let mostBest = 512
    /// SentencePiece's own.
    package static let standardAlpha = 0.1

    package var method: Method
    package var seed: UInt64

    package init(_ method: Method, seed: UInt64 = 0) {
        self.method = method
        self.seed = seed
    }
}

/// Draws for one text after the other. A class because it is handed down to where the draws are made.
package final class Sampler {
    let method: Sampling.Method
    private let seed: UInt64
    private var random: Philox

    init(_ sampling: Sampling) {
        method = sampling.method
        seed = sampling.seed
        random = Philox(key: seed, counter: (0, 0))
    }

    /// Begins the draws of a record.
    package func begin(record: Span<UInt8>) { random = Philox(seed: seed, stage: "tokenizer", record: record) }

    /// Whether a merge is passed over; never for a method that is not dropout.
    @inline(__always)
    func drops() -> Bool {
        guard case .dropout(let probability) = method else { return false }
        return random.uniform() < probability
    }

    /// One of some weights, with a probability in proportion to it.
    func choose(_ weights: [Double]) -> Int {
        var rest = random.uniform() * weights.reduce(0, +)
        for (place, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return place }
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }
}
