import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// WordPiece's vocabulary against Hugging Face tokenizers itself.
@Suite(.enabled(if: Peer.has("tokenizers"), "needs tokenizers 0.23.3: make test installs it"))
struct WordPieceTrainingTests {
    private struct Case: Encodable {
        var texts: [String]
        var vocabulary: Int
        var minimum = 0
        var special = WordPieceTraining.specialTokens
        var lowercase = true
        var strip: Bool?
        /// Whether the peer is given the order of characters.
        var numbered = true
    }

    private func peer(_ cases: [Case]) throws -> [[String: Int]] {
        let path = Fixtures.temporaryFolder() + "/cases.json"
        try JSONEncoder().encode(cases).write(to: URL(filePath: path))
        let output = try Peer.run([Fixtures.root + "/Tests/Oracles/tokenizers/wordpiece_train.py", path])
        return try output.split(separator: "\n").map {
            try JSONDecoder().decode([String: Int].self, from: Data($0.utf8))
        }
    }

    private func own(_ one: Case, parts: Int = 1) throws -> Tokenizer {
        let folder = Fixtures.temporaryFolder()
        let paths = try (0..<parts).map { part in
            var counts = SpacedWordCounts()
            for place in stride(from: part, to: one.texts.count, by: parts) {
                counts.add(Array(one.texts[place].utf8).span)
            }
            return try counts.writeRun(to: "\(folder)/\(part).counts").path
        }
        var training = WordPieceTraining()
        training.lowercase = one.lowercase
        training.stripAccents = one.strip
        let tokenizers = try training.train(
            sizes: [one.vocabulary], minimumFrequency: one.minimum, specialTokens: one.special, mergingRuns: paths,
            memory: .max)
        return try #require(tokenizers.first)
    }

    private func vocabulary(_ tokenizer: Tokenizer) -> [String: Int] {
        let ids = (0..<tokenizer.vocabularySize).map { (tokenizer.name(of: Int32($0)), $0) }
        return Dictionary(uniqueKeysWithValues: ids)
    }

    private static func corpus() throws -> [String] {
        try ["en", "fi", "hi", "ja", "ar", "vi"].flatMap { name in
            try String(contentsOfFile: "\(Fixtures.root)/Corpora/written/\(name).txt", encoding: .utf8)
                .split(separator: "\n").map(String.init)
        } + ["Łódź ÀÉÎ #### ##a a##b \u{a0}x\u{2028}y\u{b}z \u{fffd}\u{200d} don't stop...", "Ⅷ İstanbul ﬁn ςΣ"]
    }

    @Test func vocabularyAndIDsAreThePeers() throws {
        let texts = try Self.corpus()
        let cases = [
            Case(texts: texts, vocabulary: 3000), Case(texts: texts, vocabulary: 5000, minimum: 4, lowercase: false),
            Case(texts: texts, vocabulary: 2500, lowercase: true, strip: false),
            Case(texts: texts, vocabulary: 100, special: ["[UNK]", "##e", "a"], lowercase: false, strip: true),
        ]
        for (one, answer) in zip(cases, try peer(cases)) {
            let learnt = vocabulary(try own(one))
            #expect(learnt == answer, "\(one.vocabulary): \(learnt.count) and \(answer.count)")
            #expect(vocabulary(try own(one, parts: 5)) == learnt, "the parts must not matter")
        }
    }

    /// QUERN_FUZZ_SEED chooses other corpora.
    @Test func randomCorporaGiveThePeersVocabulary() throws {
        let seed = ProcessInfo.processInfo.environment["QUERN_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        var random = Philox(key: seed, counter: (1, 0))
        let letters = ["a", "a", "b", "#", "é", "漢", " ", " ", ".", "Q", "\t"]
        let cases = (0..<300).map { _ in
            let texts = (0..<Int.random(in: 1..<6, using: &random)).map { _ in
                (0..<Int.random(in: 1..<40, using: &random)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &random)]
                }.joined()
            }
            return Case(
                texts: texts, vocabulary: Int.random(in: 5..<60, using: &random),
                minimum: Int.random(in: 0..<4, using: &random), lowercase: Bool.random(using: &random))
        }
        let wrong = try zip(cases, try peer(cases)).filter { try vocabulary(own($0)) != $1 }
        #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(2))")
    }

    /// As the peer is used: what all of its runs have, ours has but for a few pieces about the last merge.
    @Test func whatThePeersRunsHaveInCommonOursHas() throws {
        let texts = try Self.corpus()
        for size in [1500, 2000, 2600] {
            let one = Case(texts: texts, vocabulary: size, minimum: 2, numbered: false)
            let sets = try (0..<4).flatMap { _ in try peer([one]) }.map { Set($0.keys) }
            let stable = sets.dropFirst().reduce(sets[0]) { $0.intersection($1) }
            let missing = stable.subtracting(vocabulary(try own(one)).keys)
            #expect(missing.count <= stable.count / 50, "\(size): \(missing)")
        }
    }

    @Test func thePeerLoadsTheFileAndGivesTheSameIDs() throws {
        let texts = try Self.corpus()
        let folder = Fixtures.temporaryFolder()
        let learnt = try own(Case(texts: texts, vocabulary: 2000))
        _ = try learnt.write(to: folder + "/tokenizer.json")
        try JSONEncoder().encode(texts).write(to: URL(filePath: folder + "/texts.json"))
        let script = Fixtures.root + "/Tests/Oracles/tokenizers/peer.py"
        let answer = try Peer.run([script, "encode", folder + "/tokenizer.json", folder + "/texts.json"])
        let expected = try JSONDecoder().decode([[Int32]].self, from: Data(answer.utf8))
        let read = try TokenizerFile.load(path: folder + "/tokenizer.json")
        for (text, ids) in zip(texts, expected) {
            for tokenizer in [learnt, read] {
                var own: [Int32] = []
                tokenizer.encode(Array(text.utf8).span, cache: EncodingCache(), into: &own)
                #expect(tokenizer.frame(own) == ids, "\(text)")
            }
        }
    }

    @Test func anUnknownTokenIsNeeded() throws {
        #expect(throws: DataError.self) { try own(Case(texts: ["a"], vocabulary: 10, special: ["[PAD]"])) }
    }
}
