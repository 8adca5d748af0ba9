import Records
import Testing

@testable import Dedup

@Suite struct SimHashTests {
    private static func options(_ change: (inout SimHashOptions) -> Void = { _ in }) throws -> SearchOptions {
        var options = SimHashOptions()
        change(&options)
        return SearchOptions(method: .simhash(options), field: try RecordField("text"))
    }

    /// Bit by bit, in whole numbers.
    private static func twin(_ hashes: [UInt64]) -> UInt64 {
        (0..<UInt64(64)).reduce(0) { print, bit in
            let set = hashes.count { $0 >> bit & 1 == 1 }
            return set * 2 > hashes.count ? print | 1 << bit : print
        }
    }

    @Test func aBitIsWhatMostHashesSay() {
        var random = Philox(key: 71, counter: (0, 0))
        for size in [1, 2, 3, 7, 8, 100, 1025] {
            let hashes = (0..<size).map { _ in random.next() as UInt64 }
            #expect(SimHash.fingerprint(hashes) == Self.twin(hashes))
            #expect(SimHash.fingerprint([UInt64](repeating: hashes[0], count: size)) == hashes[0])
        }
    }

    @Test func anyTwoWithinTheDistanceAgreeInSomeMask() {
        var random = Philox(key: 72, counter: (0, 0))
        for (distance, blocks) in [(4, 6), (3, 4), (0, 1), (2, 7), (5, 8)] {
            var options = SimHashOptions()
            (options.distance, options.blocks) = (distance, blocks)
            let masks = SimHash(options).masks
            for _ in 0..<300 {
                var flipped: UInt64 = 0
                for _ in 0..<distance { flipped |= 1 << (random.next() % 64) }
                #expect(masks.contains { $0 & flipped == 0 })
            }
        }
        #expect(SimHash(SimHashOptions()).masks.count == 15)
    }

    /// No pair within the distance is missed, whatever the parts: against all pairs, greedily.
    @Test(arguments: [(4, 6), (8, 12), (1, 2)])
    func theTwinRemovesTheSame(distance: Int, blocks: Int) throws {
        var random = Philox(key: 73, counter: (0, UInt64(distance)))
        var texts: [String] = []
        for _ in 0..<60 {
            let words = Alphabets.words(Alphabets.all[0], 120, &random)
            for edits in [0, 0, 1, 2, 5, 20] {
                var copy = words
                for _ in 0..<edits { copy[Int.random(in: 0..<120, using: &random)] = "x" }
                texts.append(copy.joined(separator: " "))
            }
        }
        texts.shuffle(using: &random)
        let options = try Self.options { ($0.distance, $0.blocks) = (distance, blocks) }
        var shingles = Shingles(ShingleKind(size: 6, unit: .words))
        let prints = texts.map { text in
            _ = shingles.read(Array(text.utf8).span)
            return Self.twin(shingles.hashes)
        }
        var kept: [Int] = []
        var expected: Set<Int> = []
        for (number, print) in prints.enumerated() {
            if kept.contains(where: { SimHash.distance(print, prints[$0]) <= distance }) {
                expected.insert(number)
            } else {
                kept.append(number)
            }
        }
        let whole = try Corpus([texts]).search(options)
        #expect(!expected.isEmpty && Set(whole.removals.keys) == expected)
        for (number, removal) in whole.removals {
            let apart = SimHash.distance(prints[number], prints[removal.kept])
            #expect(apart <= distance && removal.similarity == 1 - Double(apart) / 64)
        }
        let parts = Corpus([Array(texts[..<100]), Array(texts[100...])])
        #expect(try parts.search(options, batch: 3, memory: 1 << 15) == whole)
    }

    @Test func nonsenseIsRefused() {
        for (distance, blocks) in [(4, 4), (-1, 6), (3, 33), (8, 20), (0, 0)] {
            var options = SimHashOptions()
            (options.distance, options.blocks) = (distance, blocks)
            #expect(throws: DataError.self) { try DocumentMethod.simhash(options).check() }
        }
    }
}
