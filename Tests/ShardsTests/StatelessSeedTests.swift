import Testing

@testable import Shards

/// The numbers that seqio's tests publish (google/seqio, seqio/utils_test.py; google-research/
/// text-to-text-transfer-transformer, t5/data/preprocessors_test.py).
@Suite struct StatelessSeedTests {
    @Test func splitting() {
        #expect(
            StatelessSeed(0, 0).split(2) == [
                StatelessSeed(-6_856_063_536_328_932_722, -6_061_095_977_527_908_230),
                StatelessSeed(6_624_627_857_932_008_774, -9_000_103_707_649_019_216),
            ])
    }

    @Test func shuffling() {
        let values = Array(0..<6)
        #expect(StatelessSeed(0, 1).shuffled(6).map { values[$0] } == [0, 3, 4, 2, 1, 5])
    }

    @Test func spanMask() {
        let mask = NoiseMask.randomSpans(
            length: 32, density: 0.25, meanSpanLength: 2, seeds: (StatelessSeed(1, 2), StatelessSeed(3, 4)))
        #expect(mask.indices.filter { mask[$0] } == [6, 7, 8, 10, 11, 12, 28, 31])
    }

    @Test func lengthsOfSpans() {
        let two = SpanLengths(inputs: 64, density: 0.2, meanSpanLength: 2)
        #expect((two.tokens, two.targets) == (70, 22))
        let one = SpanLengths(inputs: 64, density: 0.2, meanSpanLength: 1)
        #expect((one.tokens, one.targets) == (63, 27))
        let t5 = SpanLengths(inputs: 512, density: 0.15, meanSpanLength: 3)
        #expect((t5.tokens, t5.targets) == (568, 114))
    }

    /// Tay et al. 2022's denoisers at 512 inputs.
    @Test func lengthsOfDenoisers() {
        let found = DenoiserMixture.spans.map {
            let lengths = SpanLengths(inputs: 512, density: Double($0.density), meanSpanLength: Double($0.mean))
            return [lengths.tokens, lengths.targets]
        }
        #expect(found == [[568, 114], [588, 100], [766, 512], [908, 512], [600, 92], [1006, 512]])
    }
}
