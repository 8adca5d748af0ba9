import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Byte-level BPE learnt from small random corpora, full of ties, against Hugging Face tokenizers itself.
@Suite(.enabled(if: Peer.has("tokenizers"), "needs tokenizers 0.23.3: make test installs it"))
struct BPEFuzzTests {
    private struct Case: Encodable {
        var texts: [String]
        var vocabulary: Int
        var minimum = 0
        var special: [String] = []
        var alphabet: String?
        var longest: Int?
    }

    private struct Answer: Decodable, Equatable {
        var merges: [[String]]
        var vocab: [String: Int]
    }

    private func peer(_ cases: [Case]) throws -> [Answer] {
        let path = Fixtures.temporaryFolder() + "/cases.json"
        try JSONEncoder().encode(cases).write(to: URL(filePath: path))
        let output = try Peer.run([Fixtures.root + "/Tests/Oracles/tokenizers/bpe_train.py", path])
        return try output.split(separator: "\n").map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    }

    private func own(_ one: Case) throws -> Answer {
        var counts = PretokenCounts(pattern: .gpt2)
        for text in one.texts { counts.add(Array(text.utf8).span) }
        var options = BPETrainer.Options(
            vocabularySize: one.vocabulary, minimumFrequency: one.minimum, specialTokens: one.special,
            maximumTokenLength: one.longest)
        if let alphabet = one.alphabet { options.initialAlphabet = try ByteAlphabet.bytes(of: alphabet) }
        let model = try BPETrainer(options, words: TrainingWords(counts)).train()
        func name(_ id: Int32) -> String {
            model.vocabulary.name(Int(id)).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        }
        let vocab = (0..<model.vocabulary.count).map { (name(Int32($0)), $0) }
        return Answer(
            merges: model.merges.map { [name($0.pair.first), name($0.pair.second)] },
            vocab: Dictionary(uniqueKeysWithValues: vocab))
    }

    @Test func hostileCorporaGiveThePeersMerges() throws {
        let runs = ["aaaa aaa aa a aaaaaaaa", "abababab baba abab", "ab abc bc abcabc bcab", "the the then there t he"]
        let cases =
            [nil, 2, 3, 4, 5, 9].map { Case(texts: runs, vocabulary: 300, longest: $0) }
            + ["", "a", "abĠ", "zé"].map { Case(texts: runs, vocabulary: 60, alphabet: $0) }
            + [["ab"], ["aa", "Ġ"], ["abc", "bc"], ["<s>", "th", "the"], ["aaaa", "a"]].map {
                Case(texts: runs, vocabulary: 300, special: $0)
            }
            + [0, 1, 2, 3, 5].map { Case(texts: runs, vocabulary: 300, minimum: $0) }
            + [Case(texts: [], vocabulary: 300), Case(texts: ["", " "], vocabulary: 300, alphabet: "")]
        for (one, answer) in zip(cases, try peer(cases)) { #expect(try own(one) == answer, "\(one)") }
    }

    /// QUERN_FUZZ_SEED chooses other corpora.
    @Test func randomCorporaGiveThePeersMerges() throws {
        let seed = ProcessInfo.processInfo.environment["QUERN_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        var random = Philox(key: seed, counter: (0, 0))
        let cases = (0..<600).map { _ in Self.random(&random) }
        var wrong = 0
        for (one, answer) in zip(cases, try peer(cases)) where try own(one) != answer {
            wrong += 1
            if wrong < 4 { Issue.record("seed \(seed): \(one)") }
        }
        #expect(wrong == 0, "seed \(seed)")
    }

    private static func random(_ random: inout Philox) -> Case {
        func pick<Element>(_ choices: [Element]) -> Element {
            choices[Int.random(in: 0..<choices.count, using: &random)]
        }
        let letters = pick([
            ["a"], ["a", "b"], ["a", "b", "c", "d"], ["a", "é", "漢"], Array("etaoin shrdlu").map(String.init),
        ])
        let texts = (0..<Int.random(in: 1..<8, using: &random)).map { _ in
            (0..<Int.random(in: 1..<40, using: &random)).map { _ in
                pick([true, true, true, true, false]) ? pick(letters) : pick([" ", "  ", "\n", "'s", "1", "."])
            }.joined()
        }
        func word() -> String {
            (0..<Int.random(in: 1..<4, using: &random)).map { _ in pick(letters + ["Ġ"]) }.joined()
        }
        var one = Case(texts: texts, vocabulary: pick([1, 10, 30, 256, 260, 280, 400]))
        one.minimum = pick([0, 0, 1, 2, 3])
        one.special = pick([[], [], [word()], Array(Set([word(), word()])).sorted()])
        one.alphabet = pick([nil, nil, "", "ab", "Ġza"])
        one.longest = pick([nil, nil, 2, 3, 4, 6])
        return one
    }
}
