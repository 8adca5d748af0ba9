internal import Records

/// UL2's mixture of denoisers (Tay et al. 2022, "UL2: Unifying Language Learning Paradigms", section 3.1.3, table 1): each
/// example is one of several kinds, and begins with a token that says which paradigm it is of.
package struct DenoiserMixture: Objective {
    package struct Denoiser: Sendable {
        /// Ids put before the inputs: of `[NLU]`, `[NLG]`, `[S2S]`.
        package var mode: [Int32]
        package var weight: Double
        package var objective: any Objective
        package init(mode: [Int32], weight: Double, objective: any Objective) {
            self.mode = mode
            self.weight = weight
            self.objective = objective
        }
    }

    private let denoisers: [Denoiser]

    package init(_ denoisers: [Denoiser]) { self.denoisers = denoisers }

    package var chunkLength: Int { denoisers.map(\.objective.chunkLength).max() ?? 1 }
    package func takenLength(seed: StatelessSeed) -> Int { denoisers[choice(seed)].objective.chunkLength }

    /// Mean span lengths and shares of noise of R and X (table 1); S writes the last quarter.
    package static let spans: [(paradigm: Paradigm, mean: Float, density: Float)] = [
        (.regular, 3, 0.15), (.regular, 8, 0.15), (.extreme, 3, 0.5), (.extreme, 8, 0.5), (.extreme, 64, 0.15),
        (.extreme, 64, 0.5),
    ]
    package static let sequentialShare = 0.25

    package enum Paradigm: String, Codable, Sendable, CaseIterable {
        case regular, extreme, sequential

        /// Section 3.1.4: NLU, NLG and S2S, as the released models spell them.
        package var mode: String {
            switch self {
            case .regular: "[NLU]"
            case .extreme: "[NLG]"
            case .sequential: "[S2S]"
            }
        }
    }

    /// The seven denoisers of table 1.
    ///
    /// - Parameters:
    ///   - inputs: tokens that are read at most, the mode among them.
    ///   - weights: of the paradigms, shared out evenly among their denoisers; nil: every denoiser is as likely (UL2).
    ///     U-PaLM takes 0.25, 0.25 and 0.5 (Tay et al. 2022, "Transcending Scaling Laws with 0.1% Extra Compute").
    package static func ul2(
        inputs: Int, modes: [Paradigm: [Int32]], firstSentinel: Int32, end: Int32?, weights: [Paradigm: Double]? = nil
    ) -> DenoiserMixture {
        func weight(_ paradigm: Paradigm, of count: Int) -> Double {
            weights.map { ($0[paradigm] ?? 0) / Double(count) } ?? 1
        }
        var denoisers = spans.map { (paradigm, mean, density) in
            let mode = modes[paradigm] ?? []
            let lengths = SpanLengths(
                inputs: inputs - mode.count, density: Double(density), meanSpanLength: Double(mean))
            var corruption = SpanCorruption(chunkLength: lengths.tokens, firstSentinel: firstSentinel, end: end)
            (corruption.density, corruption.meanSpanLength) = (density, mean)
            let count = spans.count { $0.paradigm == paradigm }
            return Denoiser(mode: mode, weight: weight(paradigm, of: count), objective: corruption)
        }
        let mode = modes[.sequential] ?? []
        let read = inputs - mode.count - (end == nil ? 0 : 1)
        var prefix = PrefixLM(chunkLength: Int(Double(read) / (1 - sequentialShare)), end: end)
        (prefix.model, prefix.split) = (.encoderDecoder, .share(sequentialShare))
        denoisers.append(Denoiser(mode: mode, weight: weight(.sequential, of: 1), objective: prefix))
        return DenoiserMixture(denoisers)
    }

    /// Which denoiser a seed chooses.
    package func choice(_ seed: StatelessSeed) -> Int {
        var draw = seed.philox
        return draw.place(byWeights: denoisers.map(\.weight))
    }

    package func example(of chunk: [Int32], seed: StatelessSeed) -> TrainingRow {
        let denoiser = denoisers[choice(seed)]
        let seeds = seed.split(2)
        var example = denoiser.objective.example(of: chunk, seed: seeds[1])
        example.inputs.insert(contentsOf: denoiser.mode, at: 0)
        return example
    }
}
