import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Text that comes out id by id.
struct DecodeStreamTests {
    private static let texts = [
        "Hello wörld, こんにちは 👩‍🔬!", "  spaces  ", "", "日本語だけ", "ไทยไม่มีช่องว่าง", "a\u{FFFD}b", "<|end|>x",
    ]

    private static func tokenizers() throws -> [Tokenizer] {
        let folder = Fixtures.temporaryFolder()
        let text = [UInt8](try Data(contentsOf: URL(filePath: "\(Fixtures.root)/Corpora/written/en.txt")))
        var counts = PretokenCounts(pattern: .gpt2)
        counts.add(text.span)
        let model = try BPETrainer(
            .init(vocabularySize: 400, specialTokens: ["<|end|>"]), words: TrainingWords(counts)
        ).train()
        var found = [Tokenizer(model: model, pattern: .gpt2, specialTokens: ["<|end|>"])]
        for kind in SentencePieceTraining.Model.allCases {
            var options = SentencePieceTraining()
            options.model = kind
            options.byteFallback = true
            var counts = try SentenceCounts(options)
            counts.add(text.span)
            _ = try counts.writeRun(to: "\(folder)/counts")
            let file = try #require(try options.train(sizes: [700], mergingRuns: ["\(folder)/counts"]).first)
            try Data(file).write(to: URL(filePath: "\(folder)/a.model"))
            let tokenizer = try TokenizerFile.load(path: "\(folder)/a.model")
            _ = try tokenizer.write(to: "\(folder)/a.json")
            found += [tokenizer, try TokenizerFile.load(path: "\(folder)/a.json")]
        }
        return found
    }

    private static func ids(_ tokenizer: Tokenizer, _ text: String) -> [Int32] {
        var ids: [Int32] = []
        tokenizer.encode(Array(text.utf8).span, cache: EncodingCache(), into: &ids)
        return ids
    }

    @Test func theStreamIsTheTextInWholeCharacters() throws {
        for tokenizer in try Self.tokenizers() {
            for text in Self.texts {
                let ids = Self.ids(tokenizer, text)
                var stream = DecodeStream(tokenizer)
                var made: [UInt8] = []
                for id in ids {
                    let part = try stream.add(id)
                    #expect(String(validating: part, as: UTF8.self) != nil, "half a character of \(text)")
                    made += part
                }
                made += try stream.finish()
                #expect(try made == tokenizer.decode(ids), "\(text)")
            }
        }
    }

    @Test func whatIsCutShortComesAtTheEnd() throws {
        let tokenizer = try Self.tokenizers()[0]
        let ids = Self.ids(tokenizer, "x漢").dropLast()
        var stream = DecodeStream(tokenizer)
        let made = try ids.flatMap { try stream.add($0) }
        #expect(made == Array("x".utf8))
        #expect(try stream.finish() == Array("漢".utf8).dropLast())
        #expect(throws: DataError.self) { try stream.add(100_000) }
    }

    @Test func refusedSpecialTokensAreNamed() throws {
        let search = SpecialTokenSearch(try Self.tokenizers()[0])
        try search.refuse(Array("<|en d|>".utf8).span, of: Array("a".utf8).span)
        let error = #expect(throws: DataError.self) {
            try search.refuse(Array("ab<|end|>".utf8).span, of: Array("doc 7".utf8).span)
        }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains("'doc 7'") && message.contains("<|end|>") && message.contains("byte 2"))
    }

    @Test func smallerVocabulariesAreThoseTrainedAlone() throws {
        let text = [UInt8](try Data(contentsOf: URL(filePath: "\(Fixtures.root)/Corpora/written/fi.txt")))
        var counts = PretokenCounts(pattern: .gpt2)
        counts.add(text.span)
        func trainer(_ size: Int) throws -> BPETrainer {
            try BPETrainer(.init(vocabularySize: size, specialTokens: ["a"]), words: TrainingWords(counts))
        }
        let models = try trainer(900).train(smaller: [300, 640])
        for (model, size) in zip(models, [300, 640, 900]) {
            let alone = try trainer(size).train()
            #expect(model.merges == alone.merges && model.vocabulary.count == size)
        }
        let folder = Fixtures.temporaryFolder()
        let options = SentencePieceTraining()
        var sentences = try SentenceCounts(options)
        sentences.add(text.span)
        _ = try sentences.writeRun(to: "\(folder)/counts")
        let runs = ["\(folder)/counts"]
        let files = try options.train(sizes: [900, 500], mergingRuns: runs)
        #expect(try files == [900, 500].flatMap { try options.train(sizes: [$0], mergingRuns: runs) })
        #expect(throws: DataError.self) { try options.train(sizes: [900, 10], mergingRuns: runs) }
    }
}
