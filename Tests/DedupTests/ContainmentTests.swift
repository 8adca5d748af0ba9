import Records
import Testing

@testable import Dedup

@Suite struct ContainmentTests {
    private static func options(_ keep: String, _ threshold: Double = 0.9) throws -> SearchOptions {
        var options = ContainmentOptions()
        options.threshold = threshold
        return SearchOptions(
            method: .containment(options), field: try RecordField("text"), keep: try KeepPolicy(keep))
    }

    /// Excerpts of books, some of them edited, against the sets of shingles of all pairs.
    @Test(arguments: [0.9, 0.6])
    func whatIsInAnotherGoesHoweverShort(threshold: Double) throws {
        var random = Philox(key: 79, counter: (0, 0))
        var texts: [String] = []
        for _ in 0..<20 {
            let book = Alphabets.words(Alphabets.all[0], 1500, &random)
            texts.append(book.joined(separator: " "))
            for (length, edits) in [(100, 0), (150, 1), (400, 4), (1400, 60), (300, 30)] {
                let start = Int.random(in: 0..<1500 - length, using: &random)
                var excerpt = Array(book[start..<start + length])
                for _ in 0..<edits { excerpt[Int.random(in: 0..<length, using: &random)] = "x" }
                texts.append(excerpt.joined(separator: " "))
            }
        }
        texts.shuffle(using: &random)
        let sets = BruteForce(texts, shingle: 5).sets
        func contained(_ one: Int, _ other: Int) -> Double {
            Double(sets[one].intersection(sets[other]).count) / Double(sets[one].count)
        }
        var kept: [Int] = []
        var expected: Set<Int> = []
        for number in texts.indices.sorted(by: { (-texts[$0].utf8.count, $0) < (-texts[$1].utf8.count, $1) }) {
            if kept.contains(where: { contained(number, $0) >= threshold }) {
                expected.insert(number)
            } else {
                kept.append(number)
            }
        }
        let found = try Corpus([Array(texts[..<50]), Array(texts[50...])]).search(
            Self.options("longest", threshold), memory: 1 << 15)
        #expect(expected.count >= 60 && Set(found.removals.keys) == expected)
        for (number, removal) in found.removals {
            #expect(abs(contained(number, removal.kept) - removal.similarity) < 1e-12)
        }
    }

    @Test func whatContainsAnotherStaysIfItComesLater() throws {
        var random = Philox(key: 80, counter: (0, 0))
        let words = Alphabets.words(Alphabets.all[2], 400, &random)
        let texts = [words.prefix(200).joined(separator: " "), words.joined(separator: " ")]
        #expect(try Corpus([texts]).search(Self.options("first")).removals.isEmpty)
        #expect(try Corpus([texts]).search(Self.options("longest")).removals.mapValues(\.kept) == [0: 1])
    }

    @Test func groupsCount() throws {
        var random = Philox(key: 81, counter: (0, 0))
        let words = Alphabets.words(Alphabets.all[3], 400, &random)
        let (whole, half) = (words.joined(separator: " "), words.prefix(200).joined(separator: " "))
        let documents = [(whole, "a"), (half, "a"), (half + " x", "b")].map { Corpus.Document(text: $0, source: $1) }
        var options = try Self.options("longest")
        options.scope = .within(try RecordField("source"))
        #expect(try Corpus(documents: [documents]).search(options).removals.mapValues(\.kept) == [1: 0])
        options.scope = .across(try RecordField("source"))
        #expect(try Corpus(documents: [documents]).search(options).removals.mapValues(\.kept) == [2: 0])
    }
}
