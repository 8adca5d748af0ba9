import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

@Suite struct BPETests {
    private func trained(_ texts: [String], size: Int) throws -> BPEModel {
        var counts = PretokenCounts()
        for text in texts { try counts.add(Array(text.utf8).span) }
        return try BPETrainer(.init(vocabularySize: size), words: counts).train()
    }

    private static let texts = [
        "the cat sat on the mat, the rat sat on the cat", "aaaa aaa aa a", "abababab cdcdcd", "ça va été", "漢字漢字かな",
        "the theatre there then 1234 123 12",
    ]

    /// Recounts every pair after every merge, which is slow and plain.
    private func twin(_ texts: [String], size: Int) -> [[UInt8]] {
        var words: [[[UInt8]]] = []
        for text in texts {
            let bytes = Array(text.utf8)
            var start = 0
            while start < bytes.count {
                let end = GPT2Scanner.end(in: bytes.span, from: start)
                words.append(bytes[start..<end].map { [$0] })
                start = end
            }
        }
        var vocabulary = ByteAlphabet.sorted.map { [$0] }
        while vocabulary.count < size {
            var counts: [[[UInt8]]: Int] = [:]
            for word in words { for pair in zip(word, word.dropFirst()) { counts[[pair.0, pair.1], default: 0] += 1 } }
            let ids = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($1, $0) })
            func order(_ pair: [[UInt8]]) -> Int { (ids[pair[0]] ?? 0) << 32 | (ids[pair[1]] ?? 0) }
            guard let best = counts.max(by: { ($0.value, order($1.key)) < ($1.value, order($0.key)) }) else { break }
            vocabulary.append(best.key[0] + best.key[1])
            words = words.map { word in
                var merged: [[UInt8]] = []
                var place = 0
                while place < word.count {
                    if place + 1 < word.count, word[place] == best.key[0], word[place + 1] == best.key[1] {
                        merged.append(word[place] + word[place + 1])
                        place += 2
                    } else {
                        merged.append(word[place])
                        place += 1
                    }
                }
                return merged
            }
        }
        return vocabulary
    }

    @Test func trainingEqualsTheTwin() throws {
        let model = try trained(Self.texts, size: 290)
        let own = (0..<model.vocabulary.count).map { id in
            model.vocabulary.tokens[id].withUnsafeBufferPointer { Array($0) }
        }
        #expect(own == twin(Self.texts, size: 290))
    }

    @Test func longPiecesEqualShortOnes() throws {
        let model = try trained(Self.texts, size: 300)
        var random = Philox(key: 2, counter: (0, 0))
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 1..<BPEModel.shortPiece, using: &random)).map { _ in
                Array("abcdthe ".utf8)[Int.random(in: 0..<8, using: &random)]
            }
            var short: [Int32] = []
            model.encode(bytes.span, into: &short)
            var long = bytes.map { model.vocabulary.byteIDs[Int($0)] }
            LongPiece.merge(&long, from: 0, by: model)
            #expect(short == long)
        }
    }

    @Test func aMillionLettersWithoutASpaceAreNoTrouble() throws {
        let model = try trained(Self.texts, size: 300)
        var ids: [Int32] = []
        model.encode([UInt8](repeating: 97, count: 1_000_000).span, into: &ids)
        #expect(ids.count < 1_000_000 && ids.count > 100_000)
    }

    @Test func countsAreWrittenAndMergedWhole() throws {
        var counts = PretokenCounts()
        for text in Self.texts { try counts.add(Array(text.utf8).span) }
        let path = Fixtures.temporaryFolder() + "/counts"
        let file = try counts.write(to: path)
        _ = try file.commit()
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        var merged = PretokenCounts()
        try merged.merge(bytes, file: path)
        try merged.merge(bytes, file: path)
        #expect(merged.count == counts.count)
        #expect(merged.counts.reduce(0, +) == 2 * counts.counts.reduce(0, +))
        for cut in 1..<min(60, bytes.count) where cut < bytes.count {
            var partial = PretokenCounts()
            do { try partial.merge(Array(bytes.prefix(cut)), file: path) } catch {
                #expect(error.cause.contains("damaged"))
            }
        }
    }

    @Test(arguments: [
        #"{"model":{"type":"Unigram"}}"#, #"{"normalizer":{"type":"NFC"}}"#,
        #"{"pre_tokenizer":{"type":"Metaspace"}}"#, "[]", "{", "",
    ])
    func whatIsNotSupportedIsNamed(file: String) {
        #expect(throws: DataError.self) { try TokenizerJSON.read(Array(file.utf8), file: "tokenizer.json") }
    }
}
