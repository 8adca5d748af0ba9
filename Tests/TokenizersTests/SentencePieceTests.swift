import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Ids, offsets and decoded texts against sentencepiece itself.
@Suite(.enabled(if: Peer.has("sentencepiece"), "needs sentencepiece 0.2.3: make test installs it"))
struct SentencePieceTests {
    private let folder = Fixtures.temporaryFolder()
    private let scripts = Fixtures.root + "/Tests/Oracles/tokenizers/"

    private struct Row: Decodable {
        var ids: [Int32]
        var begins: [Int]
        var ends: [Int]
        var text: String
    }

    private func write(_ texts: some Encodable, as name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try JSONEncoder().encode(texts).write(to: URL(filePath: path))
        return path
    }

    private static func corpus(_ languages: [String]? = nil) throws -> [String] {
        let written = Fixtures.root + "/Corpora/written"
        let names = try languages?.map { $0 + ".txt" } ?? FileManager.default.contentsOfDirectory(atPath: written)
        return try names.sorted().flatMap { name in
            try String(contentsOfFile: "\(written)/\(name)", encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }

    private func compare(_ model: String, _ texts: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let answer = try Peer.run([scripts + "sentencepiece_peer.py", model, try write(texts, as: "texts.json")])
        let rows = try JSONDecoder().decode([Row].self, from: Data(answer.utf8))
        let tokenizer = try TokenizerFile.load(path: model)
        let cache = EncodingCache()
        var wrong: [String] = []
        for (text, row) in zip(texts, rows) {
            var (ids, ranges): ([Int32], [Range<Int>]) = ([], [])
            tokenizer.encode(Array(text.utf8).span, cache: cache, into: &ids, ranges: &ranges)
            if ids != row.ids {
                wrong.append("\(text.debugDescription): own \(ids.prefix(12)) peer \(row.ids.prefix(12))")
            } else if ranges.map(\.lowerBound) != row.begins || ranges.map(\.upperBound) != row.ends {
                wrong.append("\(text.debugDescription): own \(ranges.prefix(12)) peer \(row.begins) \(row.ends)")
            } else {
                let decoded = String(decoding: try tokenizer.decode(row.ids), as: UTF8.self)
                if decoded.points != row.text.points {
                    wrong.append("decoded own \(decoded.debugDescription) peer \(row.text.debugDescription)")
                }
            }
        }
        #expect(
            wrong.isEmpty, "\(model.suffix(24)): \(wrong.count): \(wrong.prefix(6).joined(separator: "\n"))",
            sourceLocation: sourceLocation)
    }

    @Test func modelsOfEveryKindGiveThePeersIds() throws {
        // Of few characters, for the models are small.
        let corpus = try Self.corpus(["en", "fi", "pl", "tr", "vi"])
        let names = try Peer.run([
            scripts + "sentencepiece_models.py", try write(corpus, as: "corpus.json"), folder,
        ])
        let texts =
            try Self.corpus() + ComponentTests.mixed + ComponentTests.allPoints.prefix(9000)
            + ["<sep>x<sep> ab<ctl></s>", "", " ", "   a  b   "]
        for name in try JSONDecoder().decode([String].self, from: Data(names.utf8)) {
            try compare("\(folder)/\(name).model", Array(texts))
        }
    }

    @Test(
        .enabled(if: Fixtures.sharedData("tokenizers") != nil, "needs ../shared/data"),
        arguments: [
            "chinese_sp.model", "sp_test_model.model", "t5_small_test.model",
        ])
    func realModelsGiveThePeersIds(name: String) throws {
        let texts = try Self.corpus() + ComponentTests.mixed + ComponentTests.allPoints
        try compare(try #require(Fixtures.sharedData("tokenizers/" + name)), texts)
    }

    /// Bytes that are no UTF-8, and random ids.
    @Test(arguments: ["unigram_bytes", "bpe_llama", "bpe_symbols", "unigram_suffix", "bpe_sentences", "char", "word"])
    func illFormedTextAndRandomIdsAreAsThePeerHasThem(name: String) throws {
        let corpus = try Self.corpus(["en", "fi"])
        try Peer.run([scripts + "sentencepiece_models.py", try write(corpus, as: "corpus.json"), folder, name])
        let model = "\(folder)/\(name).model"
        let tokenizer = try TokenizerFile.load(path: model)
        var random = Philox(key: 12, counter: (0, 0))
        let parts: [[UInt8]] = [
            [0x61], [0x20], [0x62, 0x20], [0xC3], [0xA9], [0xC3, 0xA9], [0xE5, 0x8F], [0xE5, 0x8F, 0xAB], [0xF0, 0x9F],
            [0xF0, 0x9F, 0x98, 0x80], [0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xE2, 0x96, 0x81],
            [0], [0x0A], Array("the".utf8),
        ]
        let texts = (0..<3000).map { _ in
            (0..<Int.random(in: 0..<12, using: &random)).flatMap { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }
        }
        let hexadecimal = texts.map { text in text.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined() }
        let answer = try Peer.run([
            scripts + "sentencepiece_peer.py", model, try write(hexadecimal, as: "texts.json"), "bytes",
        ])
        let expected = try JSONDecoder().decode([[Int32]].self, from: Data(answer.utf8))
        let cache = EncodingCache()
        let wrong = zip(texts, expected).filter { text, peers in
            var ids: [Int32] = []
            tokenizer.encode(text.span, cache: cache, into: &ids)
            return ids != peers
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(3))")
        // The first ids are those of bytes and special pieces.
        let bounds = [min(260, tokenizer.vocabularySize), tokenizer.vocabularySize]
        let lists = (0..<3000).map { number in
            (0..<Int.random(in: 0..<8, using: &random)).map { _ in
                Int32(Int.random(in: 0..<bounds[number % 2], using: &random))
            }
        }
        let decoded = try Peer.run([scripts + "sentencepiece_peer.py", model, try write(lists, as: "ids.json"), "ids"])
        let peers = try JSONDecoder().decode([String].self, from: Data(decoded.utf8))
        let differing = try zip(lists, peers).filter { ids, text in
            String(decoding: try tokenizer.decode(ids), as: UTF8.self).points != text.points
        }
        #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(3))")
    }

    @Test func damagedModelsAreRefused() throws {
        let path = folder + "/damaged.model"
        for bytes: [UInt8] in [[0x0A], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x0A, 0x02, 0x0A, 0x05], [0x0A, 0x00]] {
            try Data(bytes).write(to: URL(filePath: path))
            #expect(throws: DataError.self) { _ = try TokenizerFile.load(path: path) }
        }
    }
}
