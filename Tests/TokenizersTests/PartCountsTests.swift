import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Counts of a part: in however little memory, the same run.
struct PartCountsTests {
    private static func corpus() throws -> [(language: String, text: String)] {
        try ["en", "fi", "hi", "ja", "ar", "vi"].flatMap { name in
            try String(contentsOfFile: "\(Fixtures.root)/Corpora/written/\(name).txt", encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false).map { (name, String($0)) }
        }
    }

    private func run(_ empty: some WordCounts, memory: Int, isByLanguage: Bool, joined: Bool = false) throws -> Data {
        let folder = Fixtures.temporaryFolder()
        var counts = PartCounts(empty, path: folder + "/run", memory: memory, isByLanguage: isByLanguage)
        let corpus = try Self.corpus()
        if joined {
            try counts.add(Array(corpus.map(\.text).joined(separator: "\n").utf8).span, language: Span())
        } else {
            for (language, text) in corpus {
                try counts.add(Array(text.utf8).span, language: Array(language.utf8).span)
            }
        }
        let file = try counts.finish()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["run"], "spilled runs are removed")
        return try Data(contentsOf: URL(filePath: file.path))
    }

    private func theSameInAnyMemory(_ empty: some WordCounts) throws {
        for isByLanguage in [false, true] {
            let whole = try run(empty, memory: .max, isByLanguage: isByLanguage)
            #expect(whole.count > 10_000)
            for memory in [400_000, 1_500_000] {
                #expect(try run(empty, memory: memory, isByLanguage: isByLanguage) == whole, "\(memory)")
            }
        }
        #expect(
            try run(empty, memory: 200_000, isByLanguage: false, joined: true)
                == run(empty, memory: .max, isByLanguage: false, joined: true), "one document is more than fits")
    }

    @Test func preTokens() throws { try theSameInAnyMemory(PretokenCounts(pattern: .gpt2)) }
    @Test func spacedWords() throws { try theSameInAnyMemory(SpacedWordCounts()) }
    @Test func sentences() throws {
        try theSameInAnyMemory(SentenceCounts(SentencePieceTraining()))
        var whole = SentencePieceTraining()
        whole.splitByWhitespace = false
        whole.model = .unigram
        try theSameInAnyMemory(SentenceCounts(whole))
    }

    @Test func learningSaysWhatMemoryItNeeds() throws {
        let path = Fixtures.temporaryFolder() + "/run"
        var counts = PretokenCounts(pattern: .gpt2)
        for (_, text) in try Self.corpus() { counts.add(Array(text.utf8).span) }
        _ = try counts.writeRun(to: path)
        let symbols = try TrainingWords(mergingRuns: [path]).symbols.count
        let error = #expect(throws: DataError.self) { try TrainingWords(mergingRuns: [path], memory: 1 << 18) }
        let needed = (symbols * TrainingWords.bytesPerSymbol) >> 20 + 1
        #expect("\(error.map { "\($0)" } ?? "")".contains("learning needs \(needed) MB of memory"))
        for model in SentencePieceTraining.Model.allCases {
            var training = SentencePieceTraining()
            training.model = model
            var sentences = try SentenceCounts(training)
            for (_, text) in try Self.corpus() { sentences.add(Array(text.utf8).span) }
            _ = try sentences.writeRun(to: path)
            let learnt = try training.train(sizes: [3000], mergingRuns: [path], memory: 1 << 30)
            #expect(learnt == (try training.train(sizes: [3000], mergingRuns: [path])))
            #expect(throws: DataError.self) { try training.train(sizes: [3000], mergingRuns: [path], memory: 1 << 18) }
        }
    }
}
