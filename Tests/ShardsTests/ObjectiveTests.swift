import Records
import Testing

@testable import Shards

@Suite struct ObjectiveTests {
    /// Words as tokens, in order of their first occurrence.
    private static let words = "Thank you for inviting me to your party last week .".split(separator: " ")
    private static let text = Array(Int32(0)..<Int32(words.count))

    private static func spell(_ ids: [Int32]) -> String {
        ids.map { Int($0) < words.count ? String(words[Int($0)]) : "<\(100 - $0)>" }.joined(separator: " ")
    }

    /// Raffel et al. 2020, table 3 and figure 2: the same sentence in every objective.
    @Test func theSentenceOfThePaper() {
        let mask = [2, 3, 8].reduce(into: [Bool](repeating: false, count: 11)) { $0[$1] = true }
        func inputs(_ noise: Noise) -> String {
            Self.spell(
                noise.apply(
                    Self.text, mask, firstSentinel: 100, seeds: (StatelessSeed(0, 0), StatelessSeed(0, 0))))
        }
        #expect(inputs(.spanToUniqueSentinel) == "Thank you <0> me to your party <1> week .")
        #expect(inputs(.spanToSentinel) == "Thank you <0> me to your party <0> week .")
        #expect(inputs(.tokenToSentinel) == "Thank you <0> <0> me to your party <0> week .")
        #expect(inputs(.drop) == "Thank you me to your party week .")
        let targets = Noise.spanToUniqueSentinel.apply(
            Self.text, mask.map { !$0 }, firstSentinel: 100, seeds: (StatelessSeed(0, 0), StatelessSeed(0, 0)))
        #expect(Self.spell(targets) == "<0> for inviting <1> last <2>")
        let permuted = Noise.permute.apply(
            Self.text, mask.map { _ in true }, firstSentinel: 100,
            seeds: (StatelessSeed(0, 1), StatelessSeed(0, 0)))
        #expect(permuted.sorted() == Self.text && permuted != Self.text)
    }

    private static func random(_ count: Int, _ draw: inout Philox) -> [Int32] {
        (0..<count).map { _ in Int32(draw.below(1000)) }
    }

    /// Inputs and targets together are the text again.
    @Test func nothingIsLostBySpanCorruption() {
        var draw = Philox(key: 1, counter: (0, 0))
        for round in 0..<2000 {
            let text = Self.random(1 + draw.below(300), &draw)
            var corruption = SpanCorruption(chunkLength: 300, firstSentinel: 5000, end: round % 2 == 0 ? 1001 : nil)
            corruption.density = [0.15, 0.5, 0.9][round % 3]
            corruption.meanSpanLength = [3, 8, nil][draw.below(3)]
            let row = corruption.example(of: text, seed: StatelessSeed(Int64(round), 7))
            var (inputs, labels) = (row.inputs, row.labels)
            if corruption.end != nil { #expect(inputs.popLast() == 1001 && labels.popLast() == 1001) }
            // Sentinels of the targets stand for the text between, so the noise behind the k-th is the k-th span's.
            let spans = labels.split(omittingEmptySubsequences: false) { $0 > 4000 }.filter { !$0.isEmpty }
            var rebuilt: [Int32] = []
            var next = 0
            for token in inputs {
                if token > 4000 {
                    rebuilt += spans[next]
                    next += 1
                } else {
                    rebuilt.append(token)
                }
            }
            #expect(rebuilt == text && next == spans.count)
            #expect(inputs.filter { $0 > 4000 } == (0..<Int32(next)).map { 5000 - $0 })
        }
    }

    /// Du et al. 2022, figure 2 and its positions.
    @Test func theBlanksOfThePaper() {
        let tokens = BlankInfilling.Tokens(
            mask: 50, sentenceMask: 51, generationMask: 52, startOfPiece: 60, endOfPiece: 61)
        let infilling = BlankInfilling(chunkLength: 6, tokens: tokens)
        let row = infilling.infilling([1, 2, 3, 4, 5, 6], [2..<3, 4..<6], order: [1, 0], mask: 50)
        #expect(row.inputs == [1, 2, 50, 4, 50, 60, 5, 6, 60, 3])
        // The paper counts positions from 1.
        #expect(row.positions.map { $0 + 1 } == [1, 2, 3, 4, 5, 5, 5, 5, 3, 3])
        #expect(row.blockPositions == [0, 0, 0, 0, 0, 1, 2, 3, 1, 2])
        #expect(row.labels == [-100, -100, -100, -100, -100, 5, 6, 61, 3, 61] && row.prefixLength == 5)
        let suffix = infilling.infilling([1, 2, 3], [1..<3], order: [0], mask: 52, goesOnInText: true)
        #expect(suffix.inputs == [1, 52, 60, 2, 3] && suffix.positions == [0, 1, 1, 2, 3])
    }

    @Test func nothingIsLostByBlanks() {
        var draw = Philox(key: 2, counter: (0, 0))
        let tokens = BlankInfilling.Tokens(
            mask: 5000, sentenceMask: 5001, generationMask: 5002, startOfPiece: 6000, endOfPiece: 6001)
        var kinds: [Int32: Int] = [:]
        var masked = 0.0
        for round in 0..<3000 {
            let text = Self.random(round % 10 == 0 ? 1 + draw.below(4) : 200 + draw.below(100), &draw)
            var infilling = BlankInfilling(chunkLength: 300, tokens: tokens)
            infilling.weights = [.spans: 0.5, .sentences: 0.3, .suffix: 0.2]
            infilling.sentenceEnds = Set(0..<50)
            let row = infilling.example(of: text, seed: StatelessSeed(Int64(round), 3))
            let prefix = row.prefixLength ?? 0
            #expect(row.labels.count == row.inputs.count && row.positions.count == row.inputs.count)
            var pieces: [Int32: [Int32]] = [:]
            for piece in row.inputs[prefix...].split(separator: 6000, omittingEmptySubsequences: false).dropFirst() {
                let mask = row.positions[row.inputs.indices.first { $0 == piece.startIndex - 1 } ?? 0]
                pieces[mask] = Array(piece)
            }
            var rebuilt: [Int32] = []
            for (place, token) in row.inputs[..<prefix].enumerated() {
                if token >= 5000 {
                    kinds[token, default: 0] += 1
                    rebuilt += pieces[Int32(place)] ?? []
                } else {
                    rebuilt.append(token)
                }
            }
            #expect(rebuilt == text, "\(row)")
            if row.inputs.contains(5000), text.count > 100 {
                masked += Double(pieces.values.reduce(0) { $0 + $1.count }) / Double(text.count)
            }
        }
        #expect(kinds.count == 3)
        #expect(masked > 0)
    }

    @Test func everyMiddleIsTheTextAgain() {
        var draw = Philox(key: 3, counter: (0, 0))
        var middle = FillInTheMiddle(tokens: .init(prefix: 5000, middle: 5001, suffix: 5002))
        middle.rate = 0.75
        var kinds = [0, 0, 0]
        for round in 0..<4000 {
            let text = Self.random(100 + draw.below(100), &draw) + (round % 2 == 0 ? [1001] : [])
            let found = middle.apply(text, end: 1001, seed: StatelessSeed(Int64(round), 0))
            guard found != text else {
                kinds[0] += 1
                continue
            }
            #expect(found.last == 1001 || round % 2 == 1)
            let body = text.last == 1001 ? found.dropLast() : found[...]
            let parts = body.split(omittingEmptySubsequences: false) { $0 >= 5000 }
            let isSuffixFirst = found[1] == 5002 && (parts[1].isEmpty)
            let plain = text.last == 1001 ? text.dropLast() : text[...]
            if isSuffixFirst, Array(parts[3] + parts[2]) == Array(plain) {
                kinds[2] += 1
            } else {
                // Prefix, suffix, middle.
                #expect(Array(parts[1] + parts[3] + parts[2]) == Array(plain))
                kinds[1] += 1
            }
        }
        #expect(abs(kinds[0] - 1000) < 150 && abs(kinds[1] - 1500) < 200 && abs(kinds[2] - 1500) < 200)
    }

    @Test func denoisersOfUL2() {
        let mixture = DenoiserMixture.ul2(
            inputs: 512, modes: [.regular: [1], .extreme: [2], .sequential: [3]], firstSentinel: 50_000, end: 4)
        var counts: [Int: Int] = [:]
        var draw = Philox(key: 4, counter: (0, 0))
        for round in 0..<7000 {
            let seed = StatelessSeed(9, Int64(round))
            let kind = mixture.choice(seed)
            counts[kind, default: 0] += 1
            let row = mixture.example(of: Self.random(mixture.takenLength(seed: seed), &draw), seed: seed)
            #expect(row.inputs.count <= 512 && row.inputs.count >= 510)
            #expect(row.inputs[0] == (kind < 2 ? 1 : kind < 6 ? 2 : 3))
            #expect(row.inputs.last == 4 && row.labels.last == 4)
            if kind == 6 { #expect(abs(row.labels.count - 171) <= 1) }
        }
        #expect(counts.count == 7 && counts.values.allSatisfy { abs($0 - 1000) < 150 })
        let upalm = DenoiserMixture.ul2(
            inputs: 1024, modes: [:], firstSentinel: 50_000, end: nil,
            weights: [.sequential: 0.5, .regular: 0.25, .extreme: 0.25])
        let choices = (0..<4000).map { upalm.choice(StatelessSeed(0, Int64($0))) }
        #expect(abs(choices.count { $0 == 6 } - 2000) < 150 && abs(choices.count { $0 < 2 } - 1000) < 120)
    }

    @Test func prefixesOfAnyLength() {
        let objective = PrefixLM(chunkLength: 10, end: 99)
        var lengths: Set<Int> = []
        for round in 0..<500 {
            let row = objective.example(of: Array(0..<10), seed: StatelessSeed(0, Int64(round)))
            let length = row.prefixLength ?? 0
            lengths.insert(length)
            #expect(row.inputs == Array(0..<10) + [99])
            #expect(row.labels == [Int32](repeating: -100, count: length) + Array(Int32(length)..<10) + [99])
        }
        #expect(lengths == Set(1...9))
    }
}
