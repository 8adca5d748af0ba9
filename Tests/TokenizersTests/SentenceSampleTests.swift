import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

struct SentenceSampleTests {
    private static let records = (0..<200).map { record in
        ("record \(record)", (0..<record % 7 + 1).map { "sentence \($0) of \(record)" }.joined(separator: "\n"))
    }

    /// The sentences of a sample, taken from records in some order and in some parts.
    private func sample(size: Int, seed: UInt64, parts: Int, isReversed: Bool = false) throws -> [String] {
        let folder = Fixtures.temporaryFolder()
        let sample = SentenceSample(SentencePieceTraining(), seed: seed, stage: "tokenizer")
        let records = isReversed ? Self.records.reversed() : Self.records
        let paths = try (0..<parts).map { part in
            var numbers = SentenceSample.Numbers(size: size)
            for place in stride(from: part, to: records.count, by: parts) {
                try sample.forEachSentence(Array(records[place].1.utf8).span, record: Array(records[place].0.utf8).span)
                {
                    numbers.add($1)
                }
            }
            return try numbers.write(to: "\(folder)/\(part)").path
        }
        let limit = try SentenceSample.Numbers.limit(size: size, paths: paths)
        var taken: [String] = []
        for (id, text) in records {
            try sample.forEachSentence(Array(text.utf8).span, record: Array(id.utf8).span) { sentence, number in
                if number <= limit {
                    taken.append(sentence.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
                }
            }
        }
        return taken.sorted()
    }

    @Test func itHasItsSizeWhateverTheOrderAndTheParts() throws {
        let all = Self.records.flatMap { $0.1.split(separator: "\n").map(String.init) }.sorted()
        for size in [1, 10, 300, all.count - 1] {
            let taken = try sample(size: size, seed: 1, parts: 1)
            #expect(taken.count == size && Set(taken).isSubset(of: all))
            #expect(try sample(size: size, seed: 1, parts: 9) == taken)
            #expect(try sample(size: size, seed: 1, parts: 4, isReversed: true) == taken)
            #expect(try sample(size: size, seed: 2, parts: 1) != taken)
        }
        #expect(try sample(size: all.count, seed: 1, parts: 3) == all)
        #expect(try sample(size: 5000, seed: 1, parts: 3) == all)
    }

    /// Every sentence has the same chance.
    @Test func itIsEven() throws {
        var taken: [String: Int] = [:]
        let seeds = 400
        for seed in 0..<seeds {
            for sentence in try sample(size: 80, seed: UInt64(seed), parts: 1) { taken[sentence, default: 0] += 1 }
        }
        let count = Self.records.reduce(0) { $0 + $1.1.split(separator: "\n").count }
        let expected = Double(seeds * 80) / Double(count)
        let chiSquare = taken.values.reduce(Double(count - taken.count) * expected) {
            $0 + (Double($1) - expected) * (Double($1) - expected) / expected
        }
        // Its mean is the number of sentences, its deviation √(2n).
        #expect(abs(chiSquare - Double(count)) < 5 * (2 * Double(count)).squareRoot(), "\(chiSquare) for \(count)")
    }

    @Test func whatIsNotLearntFromIsNotDrawn() throws {
        var options = SentencePieceTraining()
        options.maximumSentenceLength = 5
        let sample = SentenceSample(options, seed: 1, stage: "tokenizer")
        var taken: [String] = []
        try sample.forEachSentence(Array("ab\n\nabcdef\na▅\nabcde".utf8).span, record: Array("r".utf8).span) {
            sentence, _ in
            taken.append(sentence.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
        }
        #expect(taken == ["ab", "abcde"])
    }
}
