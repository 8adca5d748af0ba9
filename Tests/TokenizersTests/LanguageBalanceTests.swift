import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

struct LanguageBalanceTests {
    @Test func weightsAreThePowersOfShares() {
        let bytes = ["en": 1_000_000, "sw": 1000, "fi": 250_000, "unknown": 0]
        #expect(LanguageBalance(temperature: 1, bytes: bytes).weights == ["en": 1000, "sw": 1000, "fi": 1000])
        #expect(LanguageBalance(temperature: 0, bytes: bytes).weights == ["en": 1000, "sw": 1_000_000, "fi": 4000])
        // 1000^0.7 and 4^0.7.
        #expect(LanguageBalance(temperature: 0.3, bytes: bytes).weights == ["en": 1000, "sw": 125_893, "fi": 2639])
        #expect(LanguageBalance(temperature: 0.3, bytes: [:]).weights.isEmpty)
    }

    /// Each language's words counted by themselves, weighted, and added.
    @Test func weightedRunsEqualTheTwin() throws {
        let folder = Fixtures.temporaryFolder()
        let names = ["en", "", "sw-TZ", "f"]
        var random = Philox(key: 5, counter: (0, 0))
        let documents = (0..<300).map { _ in
            let language = Int.random(in: 0..<4, using: &random)
            let size = Int.random(in: 1..<(language == 0 ? 60 : 9), using: &random)
            return (
                names[language],
                (0..<size).map { _ in ["ab", " c", " de", "."].randomElement(using: &random) ?? "" }.joined()
            )
        }
        var totals: [String: Int] = [:]
        var words: [String: [String: Int]] = [:]
        for (name, text) in documents {
            let language = name.isEmpty ? "unknown" : name
            totals[language, default: 0] += text.utf8.count
            var counts = PretokenCounts(pattern: .gpt2)
            counts.add(Array(text.utf8).span)
            try counts.forEachSorted { word, count in
                let word = word.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
                words[language, default: [:]][word, default: 0] += Int(count)
            }
        }
        let balance = LanguageBalance(temperature: 0.3, bytes: totals)
        var expected: [String: Int] = [:]
        for (language, counts) in words {
            let weight = try #require(balance.weights[language])
            for (word, count) in counts { expected[word, default: 0] += (count * weight + 500) / 1000 }
        }
        for parts in [1, 7] {
            let runs = try (0..<parts).map { part in
                var counts = PartCounts(
                    PretokenCounts(pattern: .gpt2), path: "\(folder)/\(part)", memory: part * 100, isByLanguage: true)
                for place in stride(from: part, to: documents.count, by: parts).reversed() {
                    try counts.add(Array(documents[place].1.utf8).span, language: Array(documents[place].0.utf8).span)
                }
                return try counts.finish().path
            }
            let weighted = try balance.write(mergingRuns: runs, prefix: folder + "/weighted")
            #expect(weighted.count == 4)
            var merged = try MergedRuns(weighted)
            var found: [String: Int] = [:]
            while let count = try merged.next() { found[String(decoding: merged.token, as: UTF8.self)] = Int(count) }
            #expect(found == expected)
        }
    }
}
