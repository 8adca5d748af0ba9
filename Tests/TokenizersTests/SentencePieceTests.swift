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
        var ends: [Int]
        var text: String
    }

    private func write(_ texts: [String], as name: String) throws -> String {
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
            var (ids, ends): ([Int32], [Int]) = ([], [])
            tokenizer.encode(Array(text.utf8).span, cache: cache, into: &ids, ends: &ends)
            if ids != row.ids {
                wrong.append("\(text.debugDescription): own \(ids.prefix(12)) peer \(row.ids.prefix(12))")
            } else if ends != row.ends {
                wrong.append("ends of \(text.debugDescription): own \(ends.prefix(12)) peer \(row.ends.prefix(12))")
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

    @Test func damagedModelsAreRefused() throws {
        let path = folder + "/damaged.model"
        for bytes: [UInt8] in [[0x0A], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x0A, 0x02, 0x0A, 0x05], [0x0A, 0x00]] {
            try Data(bytes).write(to: URL(filePath: path))
            #expect(throws: DataError.self) { _ = try TokenizerFile.load(path: path) }
        }
    }
}
