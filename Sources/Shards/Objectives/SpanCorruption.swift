/// T5's objective and its variants (Raffel et al. 2020, sections 3.1.4 and 3.3, table 3; the numbers drawn are those of
/// t5/data/preprocessors.py `denoise`): the encoder reads a text with noise, the decoder writes what is missing, or all.
package struct SpanCorruption: Objective {
    package enum Targets: String, Codable, Sendable {
        /// What the noise stands for, a sentinel in the place of each stretch of text between.
        case missing
        /// What the noise stands for, and nothing else.
        case missingOnly
        /// The text.
        case all
    }

    /// Share of the tokens that are noise.
    package var density: Float = 0.15
    /// Mean length of its spans, in tokens; nil: each token is drawn by itself.
    package var meanSpanLength: Float? = 3
    package var inputs = Noise.spanToUniqueSentinel
    package var targets = Targets.missing
    package var firstSentinel: Int32
    package var end: Int32?
    package var chunkLength: Int

    /// - Parameters:
    ///   - firstSentinel: the highest id; the others lie right below.
    ///   - end: put behind inputs and targets; none if nil.
    package init(chunkLength: Int, firstSentinel: Int32, end: Int32?) {
        self.chunkLength = chunkLength
        self.firstSentinel = firstSentinel
        self.end = end
    }

    /// As many as there can be in an example.
    package var sentinelCount: Int {
        switch inputs {
        case .spanToUniqueSentinel: 2 + Int(Float(chunkLength) * density / (meanSpanLength ?? 1))
        case .spanToSentinel, .tokenToSentinel, .tokenToRandomTokenOrSentinel: 1
        case .drop, .permute: 0
        }
    }

    package func example(of chunk: [Int32], seed: StatelessSeed) -> TrainingRow {
        // Two for the mask, two for each of the functions.
        let seeds = seed.split(6)
        let mask =
            if let meanSpanLength {
                NoiseMask.randomSpans(
                    length: chunk.count, density: density, meanSpanLength: meanSpanLength, seeds: (seeds[0], seeds[1]))
            } else {
                NoiseMask.independent(length: chunk.count, density: density, seed: seeds[0])
            }
        var example = TrainingRow(
            inputs: inputs.apply(chunk, mask, firstSentinel: firstSentinel, seeds: (seeds[2], seeds[3])))
        switch targets {
        case .missing:
            example.labels = Noise.spanToUniqueSentinel.apply(
                chunk, mask.map { !$0 }, firstSentinel: firstSentinel, seeds: (seeds[4], seeds[5]))
        case .missingOnly: example.labels = zip(chunk, mask).filter(\.1).map(\.0)
        case .all: example.labels = chunk
        }
        if let end {
            example.inputs.append(end)
            example.labels.append(end)
        }
        return example
    }
}
