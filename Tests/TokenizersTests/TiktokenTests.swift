import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Ids of rank files against tiktoken itself.
struct TiktokenTests {
    private let folder = Fixtures.temporaryFolder()
    private let script = Fixtures.root + "/Tests/Oracles/tokenizers/tiktoken_peer.py"

    private static func ranks(_ name: String) -> String? { Fixtures.sharedData("tokenizers/\(name).tiktoken.gz") }

    @Test(
        .enabled(if: Peer.has("tiktoken"), "needs tiktoken 0.14.0: make test installs it"),
        .enabled(if: ranks("cl100k_base") != nil, "needs ../shared/data"), arguments: ["cl100k_base", "o200k_base"])
    func idsAreThePeers(name: String) throws {
        let path = try #require(Self.ranks(name))
        let tokenizer = try TokenizerFile.load(path: path)
        let written = Fixtures.root + "/Corpora/written"
        var texts = try FileManager.default.contentsOfDirectory(atPath: written).sorted().map {
            try String(contentsOfFile: "\(written)/\($0)", encoding: .utf8)
        }
        texts += ComponentTests.mixed + ComponentTests.allPoints + Self.random(20_000)
        texts += ["\n  ", " \n\n \n", "a\n \t", "  \r\n  ", String(repeating: "^", count: 2000)]
        let list = folder + "/texts.json"
        try JSONEncoder().encode(texts).write(to: URL(filePath: list))
        let plain = "\(folder)/\(name).tiktoken"
        guard case .byteLevel(let byteLevel) = tokenizer.engine else { throw DataError("not byte-level") }
        let file = try TiktokenFile.write(byteLevel, added: tokenizer.addedTokens)
        try Data(file).write(to: URL(filePath: plain))
        #expect(try TokenizerFile.load(path: plain).vocabularySize == tokenizer.vocabularySize)
        let answer = try Peer.run([script, name, plain, list])
        let expected = try JSONDecoder().decode([[Int32]].self, from: Data(answer.utf8))
        let cache = EncodingCache()
        var wrong: [String] = []
        for (text, peers) in zip(texts, expected) {
            var ids: [Int32] = []
            tokenizer.encode(Array(text.utf8).span, cache: cache, into: &ids, specialTokens: .asText)
            if ids != peers { wrong.append(text.prefix(60).debugDescription) }
            #expect(try tokenizer.decode(ids) == Array(text.utf8))
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(8))")
    }

    private static func random(_ count: Int) -> [String] {
        var random = Philox(key: 91, counter: (0, 0))
        let letters = Array("aeinrst  \n\t'SRELL0123.,!?-_/\\{}()éüñßøжаия中文字日本語한국ไทย😀\u{301}")
        return (0..<count).map { _ in
            String(
                (0..<Int.random(in: 1..<40, using: &random)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &random)]
                })
        }
    }

    /// Of random ids, which are seldom whole characters.
    @Test(
        .enabled(if: Peer.has("tiktoken"), "needs tiktoken 0.14.0: make test installs it"),
        .enabled(if: ranks("cl100k_base") != nil, "needs ../shared/data"))
    func decodedBytesAreThePeers() throws {
        let path = try #require(Self.ranks("cl100k_base"))
        let tokenizer = try TokenizerFile.load(path: path)
        var random = Philox(key: 8, counter: (0, 0))
        let lists = (0..<2000).map { _ in
            (0..<Int.random(in: 0..<9, using: &random)).map { _ in Int32.random(in: 0..<100_261, using: &random) }
        }.map { $0.filter { $0 != 100_256 } }
        try JSONEncoder().encode(lists).write(to: URL(filePath: folder + "/ids.json"))
        let plain = folder + "/cl100k_base.tiktoken"
        _ = try tokenizer.write(to: plain)
        let answer = try Peer.run([script, "cl100k_base", plain, folder + "/ids.json", "decode"])
        let expected = try JSONDecoder().decode([String].self, from: Data(answer.utf8))
        for (ids, peers) in zip(lists, expected) {
            #expect(
                try tokenizer.decode(ids).map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined() == peers)
        }
    }

    @Test(.enabled(if: ranks("cl100k_base") != nil, "needs ../shared/data"))
    func specialTokensHaveTheirIds() throws {
        let tokenizer = try TokenizerFile.load(path: try #require(Self.ranks("cl100k_base")))
        #expect(tokenizer.vocabularySize == 100_277)
        var ids: [Int32] = []
        tokenizer.encode(Array("a<|endoftext|><|endofprompt|>".utf8).span, cache: EncodingCache(), into: &ids)
        #expect(ids == [64, 100_257, 100_276])
    }

    @Test(arguments: ["IQ== 0\nIQ== 1\n", "IQ== x\n", "I*== 0\n", "IQ== 5\nIg== 3\n", "IQ==\n"])
    func damagedFilesAreRefusedWithTheLine(text: String) throws {
        let path = folder + "/gpt2.tiktoken"
        try Data(text.utf8).write(to: URL(filePath: path))
        let error = #expect(throws: DataError.self) { _ = try TokenizerFile.load(path: path) }
        #expect(error?.line != nil)
    }
}
