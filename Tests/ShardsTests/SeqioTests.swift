import Foundation
import TestSupport
import Testing

@testable import Shards

/// The same draws, masks and examples as t5 0.9.4 makes (recorded by Tests/Oracles/seqio/record.py).
@Suite struct SeqioTests {
    private struct Recorded: Decodable {
        struct Mask: Decodable {
            var length: Int
            var density: Float
            var mean: Float
            var seeds: [[Int64]]
            var spans: [Int]
            var independent: [Int]
        }

        struct Noises: Decodable {
            var tokens: [Int32]
            var mask: [Int]
            var seeds: [[Int64]]
            var outputs: [String: [Int32]]
        }

        struct Example: Decodable {
            var tokens: [Int32]
            var seed: [Int64]
            var inputs: [Int32]
            var targets: [Int32]
        }

        var masks: [Mask]
        var noises: [Noises]
        var examples: [Example]
        var lengths: [[Double]]
    }

    private let recorded: Recorded

    init() throws {
        let path = Fixtures.root + "/Tests/Oracles/recorded/seqio.json"
        recorded = try JSONDecoder().decode(Recorded.self, from: Data(contentsOf: URL(filePath: path)))
    }

    private func seed(_ pair: [Int64]) -> StatelessSeed { StatelessSeed(pair[0], pair[1]) }

    @Test func masks() {
        #expect(recorded.masks.count > 100)
        for wanted in recorded.masks {
            let spans = NoiseMask.randomSpans(
                length: wanted.length, density: wanted.density, meanSpanLength: wanted.mean,
                seeds: (seed(wanted.seeds[0]), seed(wanted.seeds[1])))
            #expect(spans.indices.filter { spans[$0] } == wanted.spans, "\(wanted)")
            let independent = NoiseMask.independent(
                length: wanted.length, density: wanted.density, seed: seed(wanted.seeds[0]))
            #expect(independent.indices.filter { independent[$0] } == wanted.independent)
        }
    }

    @Test func noises() {
        #expect(recorded.noises.count == 60)
        for wanted in recorded.noises {
            for (name, output) in wanted.outputs {
                let found = Noise(rawValue: name)?.apply(
                    wanted.tokens, wanted.mask.map { $0 == 1 }, firstSentinel: 999,
                    seeds: (seed(wanted.seeds[0]), seed(wanted.seeds[1])))
                #expect(found == output, "\(name) \(wanted)")
            }
        }
    }

    @Test func examples() {
        #expect(recorded.examples.count == 60)
        for wanted in recorded.examples {
            let corruption = SpanCorruption(chunkLength: 1000, firstSentinel: 999, end: nil)
            let found = corruption.example(of: wanted.tokens, seed: seed(wanted.seed))
            #expect(found.inputs == wanted.inputs && found.labels == wanted.targets)
        }
    }

    @Test func lengths() {
        #expect(recorded.lengths.count == 80)
        for wanted in recorded.lengths {
            let found = SpanLengths(inputs: Int(wanted[0]), density: wanted[1], meanSpanLength: wanted[2])
            #expect([Double(found.tokens), Double(found.targets)] == Array(wanted[3...]), "\(wanted)")
        }
    }
}
