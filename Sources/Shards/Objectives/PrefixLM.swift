internal import Records

/// A text in two: the first part is read whole, the second is written (Raffel et al. 2020, section 3.2.1).
package struct PrefixLM: Objective {
    package enum Model: String, Codable, Sendable {
        /// One sequence, with the length of the part that sees itself.
        case decoder
        /// Two sequences.
        case encoderDecoder
    }

    package enum Split: Hashable, Sendable {
        /// Anywhere, each place as likely.
        case uniform
        /// Where so much of the text is written (UL2's S-denoiser: 0.25).
        case share(Double)
    }

    package var chunkLength: Int
    package var model = Model.decoder
    package var split = Split.uniform
    /// Behind what is written, and of two sequences behind what is read.
    package var end: Int32?

    package init(chunkLength: Int, end: Int32? = nil) {
        self.chunkLength = chunkLength
        self.end = end
    }

    package func example(of chunk: [Int32], seed: StatelessSeed) -> TrainingRow {
        let length = prefixLength(of: chunk.count, seed)
        let last = end.map { [$0] } ?? []
        switch model {
        case .encoderDecoder:
            return TrainingRow(inputs: chunk[..<length] + last, labels: chunk[length...] + last)
        case .decoder:
            let ignored = [Int32](repeating: BlockPacker.ignored, count: length)
            return TrainingRow(inputs: chunk + last, labels: ignored + chunk[length...] + last, prefixLength: length)
        }
    }

    private func prefixLength(of count: Int, _ seed: StatelessSeed) -> Int {
        guard count > 1 else { return 0 }
        switch split {
        case .uniform:
            var draw = seed.philox
            return 1 + draw.below(count - 1)
        case .share(let share):
            return count - min(max(Int((Double(count) * share).rounded(.toNearestOrEven)), 1), count - 1)
        }
    }
}
