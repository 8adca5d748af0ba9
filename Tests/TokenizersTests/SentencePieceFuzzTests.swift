import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// SentencePiece's BPE learnt from small random corpora with random options, against sentencepiece itself.
@Suite(.enabled(if: Peer.has("sentencepiece"), "needs sentencepiece 0.2.3: make test installs it"))
struct SentencePieceFuzzTests {
    private struct Case: Encodable {
        var text: String
        var vocabulary: Int
        var options = SentencePieceTraining()

        private enum CodingKeys: String, CodingKey { case text, settings }
        private struct Settings: Encodable {
            var vocab_size: Int
            var model_type = "bpe"
            var normalization_rule_name: String
            var character_coverage: Float
            var byte_fallback, split_digits, split_by_unicode_script, split_by_number, split_by_whitespace: Bool
            var treat_whitespace_as_suffix, allow_whitespace_only_pieces, add_dummy_prefix: Bool
            var remove_extra_whitespaces: Bool
            var max_sentencepiece_length, max_sentence_length: Int
            var required_chars: String
            var control_symbols, user_defined_symbols: [String]
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(text, forKey: .text)
            let settings = Settings(
                vocab_size: vocabulary, normalization_rule_name: options.normalization.rawValue,
                character_coverage: options.characterCoverage, byte_fallback: options.byteFallback,
                split_digits: options.splitDigits, split_by_unicode_script: options.splitByUnicodeScript,
                split_by_number: options.splitByNumber, split_by_whitespace: options.splitByWhitespace,
                treat_whitespace_as_suffix: options.treatWhitespaceAsSuffix,
                allow_whitespace_only_pieces: options.allowWhitespaceOnlyPieces,
                add_dummy_prefix: options.addDummyPrefix, remove_extra_whitespaces: options.removeExtraWhitespaces,
                max_sentencepiece_length: options.maximumPieceLength,
                max_sentence_length: options.maximumSentenceLength, required_chars: options.requiredCharacters,
                control_symbols: options.controlSymbols, user_defined_symbols: options.userDefinedSymbols)
            try container.encode(settings, forKey: .settings)
        }
    }

    private struct Piece: Decodable, Equatable {
        var name: String
        var score: Float
        init(name: String, score: Float) { (self.name, self.score) = (name, score) }
        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            (name, score) = (try container.decode(String.self), try container.decode(Float.self))
        }
    }

    private func peer(_ cases: [Case]) throws -> [[Piece]] {
        let folder = Fixtures.temporaryFolder()
        try JSONEncoder().encode(cases).write(to: URL(filePath: folder + "/cases.json"))
        let script = Fixtures.root + "/Tests/Oracles/tokenizers/sentencepiece_fuzz.py"
        let output = try Peer.run([script, folder + "/cases.json", folder])
        return try output.split(separator: "\n").map { try JSONDecoder().decode([Piece].self, from: Data($0.utf8)) }
    }

    private func own(_ one: Case) throws -> [Piece] {
        guard var counts = try? SentenceCounts(one.options) else { return [] }
        counts.add(Array(one.text.utf8).span)
        let path = Fixtures.temporaryFolder() + "/counts"
        _ = try counts.writeRun(to: path)
        guard let model = try? one.options.train(sizes: [one.vocabulary], mergingRuns: [path]).first else { return [] }
        return try SentencePieceProto(model, file: "own").pieces.map {
            Piece(name: String(decoding: $0.name, as: UTF8.self), score: $0.score)
        }
    }

    /// QUERN_FUZZ_SEED chooses other corpora.
    @Test func randomOptionsGiveThePeersPieces() throws {
        let seed = ProcessInfo.processInfo.environment["QUERN_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        var random = Philox(key: seed, counter: (2, 0))
        let cases = (0..<400).map { _ in Self.random(&random) }
        let answers = try peer(cases)
        #expect(answers.count == cases.count && answers.count(where: { !$0.isEmpty }) > cases.count / 3)
        var wrong = 0
        for (one, answer) in zip(cases, answers) {
            let learnt = try own(one)
            if learnt == answer { continue }
            wrong += 1
            let place = zip(learnt, answer).enumerated().first { $0.element.0 != $0.element.1 }
            if wrong < 4 {
                Issue.record("seed \(seed): \(place.map { "\($0)" } ?? "\(learnt.count) \(answer.count)") \(one)")
            }
        }
        #expect(wrong == 0, "seed \(seed)")
    }

    private static func random(_ random: inout Philox) -> Case {
        func pick<Element>(_ choices: [Element]) -> Element {
            choices[Int.random(in: 0..<choices.count, using: &random)]
        }
        func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }
        let letters = pick([
            ["a", "b"], ["a", "b", "c", "1", "2"], ["a", "あ", "漢", "ー", "カ"], ["é", "e\u{301}", "ﬁ", "A", "ａ", "5"],
            Array("etaoinshrdlu").map(String.init),
        ])
        let lines = (0..<Int.random(in: 1..<12, using: &random)).map { _ in
            (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                chance(5) ? pick([" ", " ", "  ", "\t", "\u{3000}", ".", "'", "<s>", "ab", "٣"]) : pick(letters)
            }.joined()
        }
        var options = SentencePieceTraining()
        options.normalization = pick([.identity, .identity, .nfkc, .nmtNFKC, .nfkcCF])
        options.characterCoverage = pick([1, 1, 0.9995, 0.99, 0.98])
        options.byteFallback = chance(4)
        options.splitDigits = chance(3)
        options.splitByUnicodeScript = !chance(3)
        options.splitByNumber = !chance(3)
        options.splitByWhitespace = !chance(4)
        options.treatWhitespaceAsSuffix = chance(4)
        options.allowWhitespaceOnlyPieces = chance(4)
        options.addDummyPrefix = !chance(4)
        options.removeExtraWhitespaces = !chance(4)
        options.maximumPieceLength = pick([16, 16, 2, 3, 5])
        options.maximumSentenceLength = pick([4192, 4192, 30])
        options.requiredCharacters = pick(["", "", "zé", "a"])
        options.controlSymbols = pick([[], [], ["<ctl>"], ["a"]])
        options.userDefinedSymbols = pick([[], [], ["ab"], ["<s>", "aa"], ["▁"]])
        let fixed = options.byteFallback ? 259 : 3
        return Case(
            text: lines.joined(separator: "\n"), vocabulary: fixed + Int.random(in: 4..<50, using: &random),
            options: options)
    }
}
