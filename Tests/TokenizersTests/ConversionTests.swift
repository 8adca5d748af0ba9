import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Tokenizers written as another kind of file, read by the peer whose kind it is.
@Suite(.enabled(if: Peer.has("tokenizers"), "needs tokenizers 0.23.3: make test installs it"))
struct ConversionTests {
    private let folder = Fixtures.temporaryFolder()
    private let script = Fixtures.root + "/Tests/Oracles/tokenizers/peer.py"
    private static let languages = ["en", "ja", "ar", "fi", "hi", "th"]

    private func corpus() throws -> String {
        try Self.languages.map {
            try String(contentsOfFile: Fixtures.root + "/Corpora/written/\($0).txt", encoding: .utf8)
        }.joined(separator: "\n")
    }

    private func texts() throws -> [String] {
        let lines = try corpus().split(separator: "\n").map(String.init)
        return lines + [
            "", " ", "  two  spaces ", "\u{1F469}\u{200D}\u{1F52C} ꙮ", "tab\there", "a <s> b", "ﬁne ＡＢ", "x\u{0301}y",
        ]
    }

    private func write(_ texts: [String]) throws -> String {
        let path = folder + "/texts.json"
        try JSONEncoder().encode(texts).write(to: URL(filePath: path))
        return path
    }

    private func ids(_ tokenizer: Tokenizer, _ texts: [String]) -> [[Int32]] {
        let cache = EncodingCache()
        return texts.map { text in
            var ids: [Int32] = []
            tokenizer.encode(Array(text.utf8).span, cache: cache, into: &ids)
            return ids
        }
    }

    private func peerIDs(_ arguments: [String]) throws -> [[Int32]] {
        try JSONDecoder().decode([[Int32]].self, from: Data(try Peer.run([script] + arguments).utf8))
    }

    private static let trainings: [@Sendable (inout SentencePieceTraining) -> Void] = [
        { _ in },
        {
            $0.byteFallback = true
            $0.splitDigits = true
            $0.allowWhitespaceOnlyPieces = true
            $0.removeExtraWhitespaces = false
        },
        { $0.addDummyPrefix = false },
        { $0.normalization = .nmtNFKC },
    ]

    @Test(arguments: SentencePieceTraining.Model.allCases, Array(trainings.indices))
    func sentencePieceAsJSONGivesTheSameIDs(_ model: SentencePieceTraining.Model, _ number: Int) throws {
        var options = SentencePieceTraining()
        options.model = model
        Self.trainings[number](&options)
        var counts = try SentenceCounts(options)
        counts.add(Array(try corpus().utf8).span)
        _ = try counts.writeRun(to: folder + "/counts")
        let trained = folder + "/own.model"
        try Data(try #require(try options.train(sizes: [3000], mergingRuns: [folder + "/counts"]).first)).write(
            to: URL(filePath: trained))
        let tokenizer = try TokenizerFile.load(path: trained)
        let json = folder + "/tokenizer.json"
        _ = try tokenizer.write(to: json)
        let texts = try texts()
        let expected = ids(tokenizer, texts)
        let own = ids(try TokenizerFile.load(path: json), texts)
        let peer = try peerIDs(["encode", json, try write(texts)])
        #expect(own == peer)
        // `<s>` is a token to Hugging Face wherever it stands, and text to SentencePiece.
        let wrong = texts.indices.filter { peer[$0] != expected[$0] && !texts[$0].contains("<s>") }
        #expect(
            wrong.isEmpty, "\(wrong.count): \(wrong.first.map { "\(texts[$0]) \(peer[$0]) \(expected[$0])" } ?? "")")
    }

    @Test func whatATokenizerJSONCannotHoldIsRefused() throws {
        var proto = SentencePieceProto()
        proto.pieces = [.init(name: Array("<unk>".utf8), type: .unknown), .init(name: Array("a".utf8))]
        proto.treatsSpaceAsSuffix = true
        #expect(throws: DataError.self) { try SentencePieceJSON(proto) }
        proto.treatsSpaceAsSuffix = false
        proto.pieces[1].type = .userDefined
        #expect(throws: DataError.self) { try SentencePieceJSON(proto) }
        proto.pieces[1].type = .normal
        proto.algorithm = .word
        #expect(throws: DataError.self) { try SentencePieceJSON(proto) }
    }

    @Test func theVocabularyAndMergesOfGPT2AreThePeers() throws {
        var counts = PretokenCounts(pattern: .gpt2)
        counts.add(Array(try corpus().utf8).span)
        let options = BPETrainer.Options(vocabularySize: 2000, specialTokens: [GPT2Files.end])
        let model = try BPETrainer(options, words: TrainingWords(counts)).train()
        let tokenizer = Tokenizer(model: model, pattern: .gpt2, specialTokens: [GPT2Files.end])
        let vocabulary = folder + "/small-vocab.json"
        let merges = folder + "/small-merges.txt"
        _ = try tokenizer.write(to: vocabulary)
        let texts = try texts()
        let expected = ids(tokenizer, texts)
        #expect(ids(try TokenizerFile.load(path: vocabulary), texts) == expected)
        let end = Array((GPT2Files.end + "a").utf8)
        #expect(ids(try TokenizerFile.load(path: vocabulary), [String(decoding: end, as: UTF8.self)])[0][0] == 0)
        #expect(try peerIDs(["gpt2", vocabulary, merges, try write(texts), folder]) == expected)
        for (own, peer) in [(vocabulary, "vocab.json"), (merges, "merges.txt")] {
            let bytes = try Data(contentsOf: URL(filePath: own))
            #expect(try Data(contentsOf: URL(filePath: "\(folder)/\(peer)")) == bytes, "\(peer)")
        }
        try "#version: 0.2\na b c\n".write(toFile: merges, atomically: true, encoding: .utf8)
        let error = #expect(throws: DataError.self) { try TokenizerFile.load(path: vocabulary) }
        #expect(error.map { "\($0)" }?.contains("small-merges.txt:2") == true)
    }
}
