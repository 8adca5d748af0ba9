/// Which tokens of a text are noise: to be left out of what is read and written instead
/// (google-research/text-to-text-transfer-transformer, t5/data/preprocessors.py).
package enum NoiseMask {
    /// `random_spans_noise_mask`: spans of a mean length, as many of text between them, which comes first. The numbers of
    /// tokens and of spans follow from the length, rounded half to even; where the spans lie is drawn.
    package static func randomSpans(
        length: Int, density: Float, meanSpanLength: Float, seeds: (StatelessSeed, StatelessSeed)
    ) -> [Bool] {
        // Of one token no span can be made.
        let count = max(length, 2)
        let noise = min(max(Int((Float(count) * density).rounded(.toNearestOrEven)), 1), count - 1)
        let spans = min(max(Int((Float(noise) / meanSpanLength).rounded(.toNearestOrEven)), 1), noise, count - noise)
        let noiseLengths = segments(noise, spans, seeds.0)
        let textLengths = segments(count - noise, spans, seeds.1)
        var mask: [Bool] = []
        mask.reserveCapacity(count)
        for (text, noise) in zip(textLengths, noiseLengths) {
            mask += [Bool](repeating: false, count: text) + [Bool](repeating: true, count: noise)
        }
        return Array(mask.prefix(length))
    }

    /// `iid_noise_mask`: each token by itself.
    package static func independent(length: Int, density: Float, seed: StatelessSeed) -> [Bool] {
        seed.uniforms(length).map { $0 < density }
    }

    /// `_random_segmentation`: so many items in so many segments, none empty, each way as likely as the others.
    private static func segments(_ items: Int, _ segments: Int, _ seed: StatelessSeed) -> [Int] {
        var lengths: [Int] = []
        var length = 1
        for place in seed.shuffled(items - 1) {
            if place < segments - 1 {
                lengths.append(length)
                length = 0
            }
            length += 1
        }
        return lengths + [length]
    }
}
