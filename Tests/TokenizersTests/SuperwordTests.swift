import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

struct SuperwordTests {
    private static func corpus() throws -> [String] {
        try ["en", "fi", "hi", "ja", "ar", "vi"].flatMap { name in
            try String(contentsOfFile: "\(Fixtures.root)/Corpora/written/\(name).txt", encoding: .utf8)
                .split(separator: "\n").map(String.init)
        }
    }

    private static func randomTexts(_ count: Int, seed: UInt64) -> [String] {
        var random = Philox(key: seed, counter: (3, 0))
        let pieces = [
            "a", "b", "Q", "É", "ß", "ǅ", " ", " ", " ", " ", "  ", "\n", "\r\n", "\t", "\u{a0}", "'", "'s", "'LL",
            "'ſ",
            "1", "٣", "漢", "क", "ी", "\u{301}", "!", "-", "/",
        ]
        return (0..<count).map { _ in
            (0..<Int.random(in: 0..<25, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
        }
    }

    private func chunks(_ text: String, _ pattern: PretokenPattern) -> [Range<Int>] {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress, bytes.count > 0 else { return [] }
            let scanned = ScannedText(bytes: base, count: bytes.count)
            var found: [Range<Int>] = []
            while (found.last?.upperBound ?? 0) < bytes.count {
                let start = found.last?.upperBound ?? 0
                found.append(start..<pattern.wordsEnd(scanned, start))
            }
            return found
        }
    }

    @Test(arguments: [PretokenPattern.gpt2, .cl100k, .cl100kBase, .qwen2, .o200k])
    func chunksAreTheExpressions(_ pattern: PretokenPattern) throws {
        let expression = try RegularExpression(pattern.joiningWords().text)
        let pretokenizer = Pretokenizer(pattern)
        var joined = 0
        for text in try Self.corpus() + Self.randomTexts(30_000, seed: 1) {
            let bytes = Array(text.utf8)
            let found = chunks(text, pattern)
            #expect(found == expression.matches(bytes), "\(text)")
            // By themselves, chunks are cut as they are in the text.
            var ends: [Int] = []
            for chunk in found {
                ends += pretokenizer.ends(bytes[chunk].span).map { $0 + chunk.lowerBound }
            }
            #expect(ends == pretokenizer.ends(bytes.span), "\(text)")
            if ends.count > found.count { joined += 1 }
        }
        #expect(joined > 1000)
    }

    private func own(
        _ texts: [String], size: Int, from transition: Int, pattern: PretokenPattern = .gpt2, parts: Int = 1
    ) throws -> Tokenizer {
        let folder = Fixtures.temporaryFolder()
        let paths = try (0..<parts).map { part in
            var counts = PretokenCounts(pattern: try pattern.joiningWords())
            for place in stride(from: part, to: texts.count, by: parts) { counts.add(Array(texts[place].utf8).span) }
            return try counts.writeRun(to: "\(folder)/\(part)").path
        }
        var training = SuperwordTraining()
        training.size = transition
        let options = BPETrainer.Options(vocabularySize: size, specialTokens: ["<s>"])
        let learnt = try training.train(
            sizes: [size], options, pattern: pattern, mergingRuns: paths, memory: .max)
        return try #require(learnt.first)
    }

    /// Recounts every pair after every merge: inside pre-tokens first, then inside chunks.
    private func twin(_ texts: [String], size: Int, from transition: Int) -> [[UInt8]] {
        var chunks: [[[[UInt8]]]] = texts.flatMap { text in
            self.chunks(text, .gpt2).map { chunk in
                let bytes = Array(Array(text.utf8)[chunk])
                var start = 0
                return Pretokenizer(.gpt2).ends(bytes.span).map { end in
                    defer { start = end }
                    return bytes[start..<end].map { [$0] }
                }
            }
        }
        var vocabulary = [Array("<s>".utf8)] + ByteAlphabet.sorted.map { [$0] }
        var isWhole = false
        while vocabulary.count < size {
            if vocabulary.count == transition { isWhole = true }
            if isWhole { chunks = chunks.map { [$0.flatMap { $0 }] } }
            var counts: [[[UInt8]]: Int] = [:]
            for word in chunks.joined() {
                for pair in zip(word, word.dropFirst()) { counts[[pair.0, pair.1], default: 0] += 1 }
            }
            let ids = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($1, $0) })
            func order(_ pair: [[UInt8]]) -> Int { (ids[pair[0]] ?? 0) << 32 | (ids[pair[1]] ?? 0) }
            guard let best = counts.max(by: { ($0.value, order($1.key)) < ($1.value, order($0.key)) }) else {
                // There is nothing left to merge in pre-tokens.
                if isWhole { break }
                isWhole = true
                continue
            }
            vocabulary.append(best.key[0] + best.key[1])
            chunks = chunks.map { $0.map { Self.merge($0, best.key) } }
        }
        return vocabulary
    }

    private static func merge(_ word: [[UInt8]], _ pair: [[UInt8]]) -> [[UInt8]] {
        var merged: [[UInt8]] = []
        var place = 0
        while place < word.count {
            let isPair = place + 1 < word.count && word[place] == pair[0] && word[place + 1] == pair[1]
            merged.append(isPair ? pair[0] + pair[1] : word[place])
            place += isPair ? 2 : 1
        }
        return merged
    }

    @Test(arguments: [(300, 270), (320, 257), (290, 290), (340, 330)])
    func twoPhasesEqualTheTwin(size: Int, transition: Int) throws {
        let texts = [
            "on the other hand, on the one hand on the whole", "it's of the people by the people for the people.",
            "the end of the day\nof the day 12 of the 12th", "one of the best of the best", "aa aa aa aa b aa aa",
        ]
        let learnt = try own(texts, size: size, from: transition)
        let expected = twin(texts, size: size, from: transition)
        #expect(learnt.vocabularySize == expected.count)
        for (id, bytes) in expected.enumerated() {
            var name: [UInt8] = []
            ByteAlphabet.append(bytes.span, to: &name)
            #expect(learnt.name(of: Int32(id)) == String(decoding: name, as: UTF8.self), "\(id)")
        }
        #expect(try own(texts, size: size, from: transition, parts: 3).vocabularySize == learnt.vocabularySize)
        let hasSuperword = expected.contains { $0.dropFirst().contains(0x20) && $0.contains { $0 > 0x60 } }
        #expect(hasSuperword == (transition < size), "superwords come with the second phase")
    }

    @Test(
        .enabled(if: Peer.has("tokenizers"), "needs tokenizers 0.23.3: make test installs it"),
        arguments: [PretokenPattern.gpt2, .cl100k, .o200k])
    func thePeerGivesTheSameIDsAndFewer(_ pattern: PretokenPattern) throws {
        let texts = try Self.corpus()
        let folder = Fixtures.temporaryFolder()
        let learnt = try own(texts, size: 3000, from: 2400, pattern: pattern)
        _ = try learnt.write(to: folder + "/tokenizer.json")
        let all = texts + Self.randomTexts(3000, seed: 2) + ["a <s> b of the"]
        try JSONEncoder().encode(all).write(to: URL(filePath: folder + "/texts.json"))
        let script = Fixtures.root + "/Tests/Oracles/tokenizers/peer.py"
        let answer = try Peer.run([script, "encode", folder + "/tokenizer.json", folder + "/texts.json"])
        let expected = try JSONDecoder().decode([[Int32]].self, from: Data(answer.utf8))
        let cache = EncodingCache()
        for (text, ids) in zip(all, expected) {
            var own: [Int32] = []
            learnt.encode(Array(text.utf8).span, cache: cache, into: &own)
            #expect(own == ids, "\(text)")
        }
        let words = try self.own(texts, size: 3000, from: 3000, pattern: pattern)
        let counts = [learnt, words].map { tokenizer in
            texts.reduce(0) { $0 + tokenizer.countTokens(Array($1.utf8).span, cache: EncodingCache()) }
        }
        #expect(counts[0] < counts[1], "\(counts)")
    }

    @Test func aTransitionBeyondTheVocabularyIsRefused() {
        #expect(throws: DataError.self) { try own(["a b"], size: 300, from: 301) }
    }
}
