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

    private func sentencePieceIDs(_ model: String, _ texts: [String]) throws -> [[Int32]] {
        struct Row: Decodable { var ids: [Int32] }
        let answer = try Peer.run([
            Fixtures.root + "/Tests/Oracles/tokenizers/sentencepiece_peer.py", model, try write(texts),
        ])
        return try JSONDecoder().decode([Row].self, from: Data(answer.utf8)).map(\.ids)
    }

    /// A SentencePiece model as a tokenizer.json, and that as a SentencePiece model again.
    @Test(.enabled(if: Peer.has("sentencepiece"), "needs sentencepiece 0.2.3: make test installs it"))
    func theJSONOfSentencePieceIsAModelOfTheSameIDs() throws {
        let languages = try ["en", "fi", "pl", "tr", "vi"].map {
            try String(contentsOfFile: Fixtures.root + "/Corpora/written/\($0).txt", encoding: .utf8)
        }
        try Peer.run([
            Fixtures.root + "/Tests/Oracles/tokenizers/sentencepiece_models.py", try write(languages), folder,
        ])
        let texts = try texts() + ComponentTests.mixed
        for name in ["unigram", "unigram_bytes", "unigram_identity", "bpe", "bpe_llama", "bpe_sentences", "char"] {
            let original = try TokenizerFile.load(path: "\(folder)/\(name).model")
            _ = try original.write(to: "\(folder)/\(name).json")
            let converted = try TokenizerFile.load(path: "\(folder)/\(name).json")
            _ = try converted.write(to: "\(folder)/again.model")
            let expected = ids(original, texts)
            #expect(try sentencePieceIDs("\(folder)/again.model", texts) == expected, "\(name)")
            #expect(try ids(TokenizerFile.load(path: "\(folder)/again.model"), texts) == expected, "\(name)")
        }
        // As Hugging Face writes T5's: spaces are cut on the right, joined, and put before the text.
        let json = folder + "/unigram.json"
        var t5 = try #require(try JSONValue.parse([UInt8](Data(contentsOf: URL(filePath: json)))).object)
        let charsmap = try #require(t5["normalizer"]?["normalizers"]?.array?.first).text
        t5["normalizer"] = try JSONValue.parse(
            #"{"type":"Sequence","normalizers":[\#(charsmap),{"type":"Strip","strip_left":false,"strip_right":true},"#
                + #"{"type":"Replace","pattern":{"Regex":" {2,}"},"content":"▁"}]}"#)
        t5["pre_tokenizer"] = try JSONValue.parse(
            #"{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}"#)
        let tokenizer = try TokenizerJSON.read(Array(JSONValue.object(t5).text.utf8), file: "t5")
        _ = try tokenizer.write(to: folder + "/t5.model")
        // Where two ways to cut a text score the same, they do so in one precision only.
        let plain = try self.texts().filter { !$0.contains("<s>") && !$0.contains("\u{301}") && !$0.contains("==") }
        let own = ids(tokenizer, plain)
        let wrong = try zip(plain, zip(sentencePieceIDs(folder + "/t5.model", plain), own)).filter { $1.0 != $1.1 }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    /// Byte-level BPE with a list of merges, by rank, and with a list again.
    @Test(.enabled(if: Peer.has("tiktoken"), "needs tiktoken 0.14.0: make test installs it"))
    func mergesAreRanksWhereTheyMakeTheSame() throws {
        var counts = PretokenCounts(pattern: .gpt2)
        counts.add(Array(try corpus().utf8).span)
        let options = BPETrainer.Options(vocabularySize: 3000, specialTokens: [GPT2Files.end])
        let model = try BPETrainer(options, words: TrainingWords(counts)).train()
        let tokenizer = Tokenizer(model: model, pattern: .gpt2, specialTokens: [GPT2Files.end])
        let ranks = folder + "/r50k_base.tiktoken"
        _ = try tokenizer.write(to: ranks)
        #expect(tokenizer.omissions(at: ranks).isEmpty)
        #expect(tokenizer.omissions(at: folder + "/other.tiktoken").count == 2)
        let texts = try texts() + ComponentTests.mixed
        let expected = ids(tokenizer, texts)
        let answer = try Peer.run([
            Fixtures.root + "/Tests/Oracles/tokenizers/tiktoken_peer.py", "r50k_base", ranks, try write(texts),
        ])
        #expect(try JSONDecoder().decode([[Int32]].self, from: Data(answer.utf8)) == expected)
        let ranked = try TokenizerFile.load(path: ranks)
        _ = try ranked.write(to: folder + "/ranked-vocab.json")
        #expect(
            try peerIDs([
                "gpt2", folder + "/ranked-vocab.json", folder + "/ranked-merges.txt", try write(texts), folder,
            ]) == expected)
        _ = try ranked.write(to: folder + "/ranked.json")
        #expect(try peerIDs(["encode", folder + "/ranked.json", try write(texts)]) == expected)
        #expect(try ids(TokenizerFile.load(path: folder + "/ranked.json"), texts) == expected)
    }

    /// A merge that is not that by rank, one out of order, and a token that nothing makes.
    @Test(arguments: [
        ([["a", "b"], ["ab", "c"], ["b", "c"]], "order"), ([["a", "b"], ["b", "c"], ["a", "bc"]], "by rank"),
        ([["a", "b"], ["b", "c"]], "no merge makes it"),
    ])
    func tokensThatRanksMakeOtherwiseAreNamed(merges: [[String]], cause: String) throws {
        let alphabet = ByteAlphabet.sorted.map { String(ByteAlphabet.character(of: $0)) } + ["ab", "bc", "abc"]
        let vocabulary = JSONObject(alphabet.enumerated().map { .init($1, .number(JSONNumber($0))) })
        let file = JSONObject([
            .init("pre_tokenizer", TokenizerLayout(pattern: .gpt2).preTokenizer),
            .init(
                "model",
                .object(
                    JSONObject([
                        .init("type", .string("BPE")), .init("vocab", .object(vocabulary)),
                        .init("merges", .array(merges.map { .array($0.map { .string($0) }) })),
                    ]))),
        ])
        let tokenizer = try TokenizerJSON.read(Array(JSONValue.object(file).text.utf8), file: "t")
        let error = #expect(throws: DataError.self) { try tokenizer.write(to: folder + "/x.tiktoken") }
        #expect(error.map { "\($0)" }?.contains(cause) == true && error.map { "\($0)" }?.contains("bc'") == true)
    }

    @Test func aBERTTokenizerIsItsVocabulary() throws {
        let texts = try texts() + ComponentTests.mixed
        let zoo = try Peer.run([
            Fixtures.root + "/Tests/Oracles/tokenizers/components.py", "encode", try write(ComponentTests.mixed),
        ]).split(separator: "\n").map { try JSONValue.parse(Array($0.utf8))["file"]?.string ?? "" }
        let file = try #require(zoo.first { $0.contains("BertPreTokenizer") && $0.contains("WordPiece") })
        let tokenizer = try TokenizerJSON.read(Array(file.utf8), file: "bert")
        let path = folder + "/vocab.txt"
        _ = try tokenizer.write(to: path)
        #expect(tokenizer.omissions(at: path) == ["truncation and padding"])
        let expected = ids(tokenizer, texts)
        #expect(try ids(TokenizerFile.load(path: path), texts) == expected)
        #expect(try peerIDs(["wordpiece", path, try write(texts)]) == expected)
        let read = try TokenizerFile.load(path: path)
        _ = try read.write(to: folder + "/bert.json")
        #expect(try peerIDs(["encode", folder + "/bert.json", try write(texts)]) == expected.map { read.frame($0) })
        // The others name what a vocab.txt and a SentencePiece model have nothing for.
        for file in Set(zoo) where !file.contains("\"WordPiece\",\"unk_token") {
            let other = try TokenizerJSON.read(Array(file.utf8), file: "zoo")
            // XLM-R's is a SentencePiece model by origin.
            for kind in file.contains("Precompiled") ? ["vocab.txt"] : ["vocab.txt", "m.model"] {
                let error = #expect(throws: DataError.self) { try other.write(to: "\(folder)/\(kind)") }
                #expect(error.map { "\($0)" }?.contains("cannot hold") == true)
            }
        }
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
