import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

@Suite struct BPETests {
    private func trained(_ texts: [String], size: Int) throws -> BPEModel {
        var counts = PretokenCounts(pattern: .gpt2)
        for text in texts { counts.add(Array(text.utf8).span) }
        return try BPETrainer(.init(vocabularySize: size), words: TrainingWords(counts)).train()
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
            for end in Pretokenizer(.gpt2).ends(bytes.span) {
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

    /// Merges the lowest rank, then the leftmost, one at a time.
    private func twinIDs(_ bytes: [UInt8], _ model: BPEModel) -> [Int32] {
        let ranks = Dictionary(uniqueKeysWithValues: model.merges.enumerated().map { ($1.pair, $0) })
        var ids = bytes.map { model.vocabulary.byteIDs[Int($0)] }
        while true {
            let places = ids.indices.dropLast().filter { ranks[TokenPair(ids[$0], ids[$0 + 1])] != nil }
            func rank(_ place: Int) -> Int { ranks[TokenPair(ids[place], ids[place + 1])] ?? .max }
            guard let place = places.min(by: { (rank($0), $0) < (rank($1), $1) }) else { return ids }
            ids[place] = model.merges[rank(place)].id
            ids.remove(at: place + 1)
        }
    }

    @Test func piecesOfAnyLengthEqualTheTwin() throws {
        let model = try trained(Self.texts, size: 300)
        var random = Philox(key: 2, counter: (0, 0))
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 1..<3 * PieceMerger.shortPiece, using: &random)).map { _ in
                Array("abcdthe ".utf8)[Int.random(in: 0..<8, using: &random)]
            }
            #expect(model.encode(bytes.span) == twinIDs(bytes, model))
        }
    }

    @Test func aMillionLettersWithoutASpaceAreNoTrouble() throws {
        let model = try trained(Self.texts, size: 300)
        let ids = model.encode([UInt8](repeating: 97, count: 1_000_000).span)
        #expect(ids.count < 1_000_000 && ids.count > 100_000)
    }

    @Test(arguments: [
        #"{"model":{"type":"Unigram"}}"#, #"{"normalizer":{"type":"NFC"}}"#,
        #"{"pre_tokenizer":{"type":"Metaspace"}}"#, "[]", "{", "",
    ])
    func whatIsNotSupportedIsNamed(file: String) {
        #expect(throws: DataError.self) { try TokenizerJSON.read(Array(file.utf8), file: "tokenizer.json") }
    }
}
