import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// What is learnt, piece by piece and score by score, against sentencepiece itself.
@Suite(.enabled(if: Peer.has("sentencepiece"), "needs sentencepiece 0.2.3: make test installs it"))
struct SentencePieceTrainingTests {
    struct Kind: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var vocabularySize = 3000
        /// The peer's settings.
        var settings: [String: String]
        /// The share of a Unigram model's pieces that must be the peer's; 1 is all of them and their scores, to the bit.
        /// Less where the order of sentences matters to the peer: by the bytes they begin with, or in sums of floats.
        var unigramAgreement = 1.0
        var options: @Sendable (inout SentencePieceTraining) -> Void = { _ in }
    }

    static let kinds = [
        Kind(testDescription: "default", settings: [:]),
        Kind(
            testDescription: "LLaMA's", vocabularySize: 4000,
            settings: [
                "byte_fallback": "true", "split_digits": "true", "allow_whitespace_only_pieces": "true",
                "remove_extra_whitespaces": "false", "character_coverage": "0.98",
            ]
        ) {
            $0.byteFallback = true
            $0.splitDigits = true
            $0.allowWhitespaceOnlyPieces = true
            $0.removeExtraWhitespaces = false
            $0.characterCoverage = 0.98
        },
        Kind(
            testDescription: "spaces as suffixes", settings: ["treat_whitespace_as_suffix": "true"],
            unigramAgreement: 0.995
        ) { $0.treatWhitespaceAsSuffix = true },
        Kind(
            testDescription: "spaces of their own as suffixes",
            settings: ["treat_whitespace_as_suffix": "true", "allow_whitespace_only_pieces": "true"],
            unigramAgreement: 0.995
        ) {
            $0.treatWhitespaceAsSuffix = true
            $0.allowWhitespaceOnlyPieces = true
        },
        Kind(
            testDescription: "over spaces, scripts and numbers", vocabularySize: 3500,
            settings: [
                "split_by_whitespace": "false", "split_by_unicode_script": "false", "split_by_number": "false",
                "max_sentencepiece_length": "40",
            ], unigramAgreement: 0.995
        ) {
            $0.splitByWhitespace = false
            $0.splitByUnicodeScript = false
            $0.splitByNumber = false
            $0.maximumPieceLength = 40
        },
        Kind(
            testDescription: "no dummy prefix", settings: ["add_dummy_prefix": "false"], unigramAgreement: 0.99
        ) { $0.addDummyPrefix = false },
        Kind(
            testDescription: "symbols and required characters",
            settings: [
                "user_defined_symbols": #"["the", "<s>", "e-"]"#, "control_symbols": #"["<ctl>"]"#,
                "required_chars": #""ꙮ€""#, "character_coverage": "0.99",
            ]
        ) {
            $0.userDefinedSymbols = ["the", "<s>", "e-"]
            $0.controlSymbols = ["<ctl>"]
            $0.requiredCharacters = "ꙮ€"
            $0.characterCoverage = 0.99
        },
        Kind(testDescription: "T5's normalisation", settings: ["normalization_rule_name": #""nmt_nfkc""#]) {
            $0.normalization = .nmtNFKC
        },
        Kind(testDescription: "folded case", settings: ["normalization_rule_name": #""nfkc_cf""#]) {
            $0.normalization = .nfkcCF
        },
        Kind(testDescription: "more than there is", vocabularySize: 500_000, settings: [:]),
    ]

    private struct Answer: Decodable {
        struct Piece: Decodable, Equatable {
            var piece: String
            var score: Float
        }
        var pieces: [Piece]
        var most: Int?
    }

    private static let hostile = """
        aaaa aaaaa aaa a aaaaaaaaaaaaaaaa
          many   spaces\there \u{3000}  and at the end\u{20}\u{20}
        1.5 2,000,000 x9y 12ab ３４５ カー東京ー
        a sign ▅ that is kept for rare characters

        e\u{301}e\u{301} \u{1F469}\u{200D}\u{1F52C} ꙮ\r
        """
    /// The peer's Unigram seeds count the ends of the very last sentence twice if they occur elsewhere.
    private static let last = "\nꙮ\u{20AC}"

    private func learn(
        _ text: String, _ kind: Kind, _ model: SentencePieceTraining.Model = .bpe, parts: Int
    ) throws -> [UInt8] {
        var options = SentencePieceTraining()
        options.model = model
        kind.options(&options)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let folder = Fixtures.temporaryFolder()
        let paths = try (0..<parts).map { part in
            var counts = try SentenceCounts(options)
            for place in stride(from: part, to: lines.count, by: parts) { counts.add(Array(lines[place].utf8).span) }
            let path = "\(folder)/\(part).counts"
            _ = try counts.writeRun(to: path)
            return path
        }
        return try #require(try options.train(sizes: [kind.vocabularySize], mergingRuns: paths).first)
    }

    @Test(arguments: kinds, SentencePieceTraining.Model.allCases)
    func piecesAreThePeers(_ kind: Kind, _ model: SentencePieceTraining.Model) throws {
        let folder = Fixtures.temporaryFolder()
        let texts = try ["en", "ja", "ar", "fi", "hi"].map {
            try String(contentsOfFile: Fixtures.root + "/Corpora/written/\($0).txt", encoding: .utf8)
        }
        let text = Self.hostile + "\n" + texts.joined(separator: "\n") + Self.last
        try text.write(toFile: "\(folder)/text.txt", atomically: true, encoding: .utf8)
        let rule = ["normalization_rule_name": #""identity""#]
        var settings = rule.merging(kind.settings) { $1 }.map { "\"\($0)\": \($1)" }
        settings += [
            "\"model_type\": \"\(model.rawValue)\"",
            "\"vocab_size\": \(kind.vocabularySize)",
        ]
        let script = Fixtures.root + "/Tests/Oracles/tokenizers/sentencepiece_train.py"
        let output = try Peer.run([
            script, "\(folder)/text.txt", "{\(settings.joined(separator: ", "))}", "\(folder)/peer",
        ])
        let answer = try JSONDecoder().decode(Answer.self, from: Data(output.utf8))
        if let most = answer.most {
            let error = #expect(throws: DataError.self) { try learn(text, kind, model, parts: 1) }
            #expect("\(error.map { "\($0)" } ?? "")".contains("a vocabulary of \(most),"))
            return
        }
        let learnt = try learn(text, kind, model, parts: 1)
        #expect(try learn(text, kind, model, parts: 7) == learnt, "the parts must not matter")
        let own = try SentencePieceProto(learnt, file: "own").pieces.map {
            Answer.Piece(piece: String(decoding: $0.name, as: UTF8.self), score: $0.score)
        }
        if model == .unigram && kind.unigramAgreement < 1 {
            let common = Set(own.map(\.piece)).intersection(answer.pieces.map(\.piece)).count
            #expect(
                Double(common) >= Double(answer.pieces.count) * kind.unigramAgreement,
                "\(common) of \(answer.pieces.count)")
            return
        }
        let wrong = zip(own, answer.pieces).enumerated().filter { $1.0 != $1.1 }
        #expect(own.count == answer.pieces.count && wrong.isEmpty, "\(wrong.count): \(wrong.prefix(4))")
    }

    @Test(arguments: SentencePieceTraining.Model.allCases)
    func eachSizeOfARunIsThePeers(_ model: SentencePieceTraining.Model) throws {
        let folder = Fixtures.temporaryFolder()
        let text = try String(contentsOfFile: Fixtures.root + "/Corpora/written/en.txt", encoding: .utf8) + Self.last
        try text.write(toFile: "\(folder)/text.txt", atomically: true, encoding: .utf8)
        var options = SentencePieceTraining()
        options.model = model
        var counts = try SentenceCounts(options)
        counts.add(Array(text.utf8).span)
        _ = try counts.writeRun(to: folder + "/counts")
        let sizes = [300, 1500, 400, 1200, 1190, 800]
        let models = try options.train(sizes: sizes, mergingRuns: [folder + "/counts"])
        for (size, learnt) in zip(sizes, models) {
            let settings =
                #"{"normalization_rule_name": "identity", "model_type": "\#(model.rawValue)", "vocab_size": \#(size)}"#
            let script = Fixtures.root + "/Tests/Oracles/tokenizers/sentencepiece_train.py"
            let output = try Peer.run([script, "\(folder)/text.txt", settings, "\(folder)/peer"])
            let answer = try JSONDecoder().decode(Answer.self, from: Data(output.utf8))
            let own = try SentencePieceProto(learnt, file: "own").pieces.map {
                Answer.Piece(piece: String(decoding: $0.name, as: UTF8.self), score: $0.score)
            }
            #expect(own == answer.pieces, "\(size)")
        }
    }

    @Test func theModelFileIsThePeersToLoad() throws {
        let kind = Self.kinds[1]
        let path = "\(Fixtures.temporaryFolder())/own.model"
        let text = try String(contentsOfFile: Fixtures.root + "/Corpora/written/en.txt", encoding: .utf8)
        var small = kind
        small.vocabularySize = 800
        try Data(try learn(text, small, parts: 1)).write(to: URL(filePath: path))
        let texts = "\(path).json"
        try JSONEncoder().encode(["A  night 2027 ꙮ"]).write(to: URL(filePath: texts))
        let answer = try Peer.run([Fixtures.root + "/Tests/Oracles/tokenizers/sentencepiece_peer.py", path, texts])
        var ids: [Int32] = []
        try TokenizerFile.load(path: path)
            .encode(Array("A  night 2027 ꙮ".utf8).span, cache: EncodingCache(), into: &ids)
        struct Row: Decodable { var ids: [Int32] }
        #expect(try JSONDecoder().decode([Row].self, from: Data(answer.utf8)).first?.ids == ids)
    }

    @Test func symbolsThatCannotBeAreRefused() {
        for symbols in [["a", "a"], [""], ["<unk>"]] {
            var options = SentencePieceTraining()
            options.userDefinedSymbols = symbols
            #expect(throws: DataError.self) { try SentenceCounts(options) }
        }
    }
}
