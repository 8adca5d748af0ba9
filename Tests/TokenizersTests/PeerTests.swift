import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Merges and ids against Hugging Face tokenizers itself.
@Suite(.enabled(if: Peer.has("tokenizers"), "needs tokenizers 0.23.3: make test installs it"))
struct PeerTests {
    private let folder = Fixtures.temporaryFolder()
    private let script = Fixtures.root + "/Tests/Oracles/tokenizers/peer.py"

    private func write(_ texts: [String], as name: String = "texts.json") throws -> String {
        let path = "\(folder)/\(name)"
        try JSONEncoder().encode(texts).write(to: URL(filePath: path))
        return path
    }

    /// The texts of the repository's own corpora, all languages.
    private static func corpus() throws -> [String] {
        let written = Fixtures.root + "/Corpora/written"
        return try FileManager.default.contentsOfDirectory(atPath: written).sorted().flatMap { name in
            try String(contentsOfFile: "\(written)/\(name)", encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }

    private static func randomTexts(_ count: Int, seed: UInt64) -> [String] {
        var random = Philox(key: seed, counter: (0, 0))
        let pieces = [
            "a", "b", "Q", "é", "ß", " ", "  ", "\n", "\r\n", "\t", "\u{a0}", "\u{3000}", "'", "'s", "'ll", "'RE", "1",
            "٣", "½",
            "漢", "か", "ก", "ี", "़", "क", "\u{200d}", "😀", "!", "...", "_", "\u{1c}", "\u{85}", "\u{feff}", "<|end|>",
            "<", "|",
        ]
        return (0..<count).map { _ in
            (0..<Int.random(in: 0..<25, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
        }
    }

    @Test(arguments: [(600, 0, []), (2000, 2, ["<|end|>", "<pad>"]), (100, 0, []), (8000, 5, ["a"])])
    func trainingLearnsThePeersMergesAndIds(vocabulary: Int, minimum: Int, special: [String]) throws {
        let texts = try Self.corpus()
        let names = String(decoding: try JSONEncoder().encode(special), as: UTF8.self)
        try Peer.run([script, "train", try write(texts), "\(vocabulary)", "\(minimum)", names, folder + "/peer.json"])
        var counts = PretokenCounts(pattern: .gpt2)
        for text in texts { counts.add(Array(text.utf8).span) }
        let options = BPETrainer.Options(
            vocabularySize: vocabulary, minimumFrequency: minimum, specialTokens: special)
        let model = try BPETrainer(options, words: TrainingWords(counts)).train()
        let tokenizer = Tokenizer(model: model, pattern: .gpt2, specialTokens: special)
        let own = try JSONValue.parse(try TokenizerJSON.write(tokenizer))
        let peer = try JSONValue.parse([UInt8](Data(contentsOf: URL(filePath: folder + "/peer.json"))))
        #expect(own["model"]?["merges"] == peer["model"]?["merges"])
        let vocabularies = [own, peer].map { file in
            Dictionary(
                uniqueKeysWithValues: (file["model"]?["vocab"]?.object?.members ?? []).map { ($0.name, $0.value.int) })
        }
        #expect(vocabularies[0] == vocabularies[1])
        #expect(own["added_tokens"] == peer["added_tokens"])
    }

    @Test func encodingGivesThePeersIdsAndThePeerReadsOurFile() throws {
        let texts = try Self.corpus()
        var counts = PretokenCounts(pattern: .gpt2)
        for text in texts { counts.add(Array(text.utf8).span) }
        let options = BPETrainer.Options(vocabularySize: 3000, specialTokens: ["<|end|>"])
        let model = try BPETrainer(options, words: TrainingWords(counts)).train()
        let trained = Tokenizer(model: model, pattern: .gpt2, specialTokens: ["<|end|>"])
        let path = folder + "/own.json"
        try Data(try TokenizerJSON.write(trained)).write(to: URL(filePath: path))
        let read = try TokenizerFile.load(path: path)
        let all =
            texts + Self.randomTexts(5000, seed: 4) + [
                String(repeating: "ab", count: 5000), String(repeating: "^", count: 3000),
            ]
        let answer = try Peer.run([script, "encode", path, try write(all)])
        let expected = try JSONDecoder().decode([[Int32]].self, from: Data(answer.utf8))
        let cache = EncodingCache()
        var wrong = 0
        for (text, ids) in zip(all, expected) {
            var own: [Int32] = []
            read.encode(Array(text.utf8).span, cache: cache, into: &own)
            if own != ids { wrong += 1 }
            #expect(try read.decode(own) == Array(text.utf8))
        }
        #expect(wrong == 0)
    }

    /// Every code point alone and between letters, digits, spaces and apostrophes.
    @Test func preTokensAreThePeersForEveryCodePoint() throws {
        let texts = (UInt32(0)..<0x110000).compactMap(Unicode.Scalar.init).filter { $0.value != 0 }.map {
            "a\($0)b \($0)1\($0) \($0)\($0)"
        }
        var differing: [Unicode.Scalar] = []
        for start in stride(from: 0, to: texts.count, by: 200_000) {
            let slice = Array(texts[start..<min(start + 200_000, texts.count)])
            let answer = try Peer.run([script, "pretokenize", try write(slice)])
            let expected = try JSONDecoder().decode([[Int]].self, from: Data(answer.utf8))
            for (text, lengths) in zip(slice, expected) where Self.lengths(text) != lengths {
                differing.append(text.unicodeScalars[text.unicodeScalars.index(after: text.unicodeScalars.startIndex)])
            }
        }
        #expect(
            differing.count == 0,
            "\(differing.count) differ: \(differing.prefix(20).map { String($0.value, radix: 16) })")
    }

    @Test func preTokensAreThePeersForRandomTexts() throws {
        let texts = Self.randomTexts(20_000, seed: 8)
        let answer = try Peer.run([script, "pretokenize", try write(texts)])
        let expected = try JSONDecoder().decode([[Int]].self, from: Data(answer.utf8))
        let wrong = zip(texts, expected).filter { Self.lengths($0) != $1 }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    private static func lengths(_ text: String) -> [Int] {
        var start = 0
        return Pretokenizer(.gpt2).ends(Array(text.utf8).span).map { end in
            defer { start = end }
            return end - start
        }
    }
}
