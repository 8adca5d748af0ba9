/// What becomes of noise, in what is read and in what is written (t5/data/preprocessors.py). A sentinel stands for what is
/// not there; the first is the highest id, and they run down from it.
package enum Noise: String, Codable, Sendable, CaseIterable {
    /// `noise_span_to_unique_sentinel`: a sentinel of its own for each span.
    case spanToUniqueSentinel
    /// `noise_span_to_sentinel`: the same sentinel for each span.
    case spanToSentinel
    /// `noise_token_to_sentinel`: the same sentinel for each token.
    case tokenToSentinel
    /// `noise_token_to_random_token_or_sentinel`, one in ten a random token.
    case tokenToRandomTokenOrSentinel
    /// `drop_noise_tokens`.
    case drop
    /// `permute_noise_tokens`: the noise among itself.
    case permute

    /// `random_prob` of `noise_token_to_random_token_or_sentinel`.
    private static let randomShare: Float = 0.1

    /// - Parameters:
    ///   - mask: as long as the tokens, true for noise.
    ///   - firstSentinel: the highest id.
    ///   - seeds: two.
    package func apply(
        _ tokens: [Int32], _ mask: [Bool], firstSentinel: Int32, seeds: (StatelessSeed, StatelessSeed)
    ) -> [Int32] {
        switch self {
        case .spanToUniqueSentinel: Self.spans(tokens, mask) { firstSentinel - Int32(truncatingIfNeeded: $0) }
        case .spanToSentinel: Self.spans(tokens, mask) { _ in firstSentinel }
        case .tokenToSentinel: zip(tokens, mask).map { $1 ? firstSentinel : $0 }
        case .tokenToRandomTokenOrSentinel: Self.randomised(tokens, mask, firstSentinel, seeds)
        case .drop: zip(tokens, mask).filter { !$1 }.map(\.0)
        case .permute: Self.permuted(tokens, mask, seeds.0)
        }
    }

    private static func spans(_ tokens: [Int32], _ mask: [Bool], _ sentinel: (Int) -> Int32) -> [Int32] {
        var output: [Int32] = []
        var spans = 0
        for (place, token) in tokens.enumerated() {
            if !mask[place] {
                output.append(token)
            } else if place == 0 || !mask[place - 1] {
                output.append(sentinel(spans))
                spans += 1
            }
        }
        return output
    }

    /// The first seed chooses which are random tokens, the second the tokens.
    private static func randomised(
        _ tokens: [Int32], _ mask: [Bool], _ sentinel: Int32, _ seeds: (StatelessSeed, StatelessSeed)
    ) -> [Int32] {
        let isRandom = seeds.0.uniforms(tokens.count).map { $0 < randomShare }
        // `num_reserved_tokens`: padding, end and unknown are none of them.
        let random = seeds.1.integers(tokens.count, in: 3..<max(4, sentinel + 1))
        return tokens.indices.map { !mask[$0] ? tokens[$0] : isRandom[$0] ? random[$0] : sentinel }
    }

    private static func permuted(_ tokens: [Int32], _ mask: [Bool], _ seed: StatelessSeed) -> [Int32] {
        let places = mask.indices.filter { mask[$0] }
        var output = tokens
        for (place, from) in zip(places, seed.shuffled(places.count)) { output[place] = tokens[places[from]] }
        return output
    }
}
