import Foundation
import Records
import TestSupport
import Testing

@testable import Dedup

@Suite struct BloomTests {
    private let folder = Fixtures.temporaryFolder()

    private static func hash(_ random: inout Philox) -> (UInt64, UInt64) { (random.next(), random.next()) }

    @Test(arguments: [(1, 0.01), (20_000, 0.1), (20_000, 0.01), (20_000, 1e-4)])
    func theRateIsThatWhichWasAsked(items: Int, rate: Double) {
        var random = Philox(key: 91, counter: (0, UInt64(items)))
        var filter = BloomFilter(items: items, falsePositives: rate, kind: 0)
        var known: [(UInt64, UInt64)] = []
        while filter.count < items {
            let hash = Self.hash(&random)
            if !filter.insert(hash) { known.append(hash) }
        }
        #expect(known.allSatisfy { filter.insert($0) })
        if items == 1 { return }
        #expect(abs(filter.falsePositives / rate - 1) < 0.1, "\(filter.falsePositives)")
        // Asked without being remembered: in a copy each time would be slow, so that it fills a little.
        let asked = 20_000
        let wrong = (0..<asked / 20).count { _ in filter.insert(Self.hash(&random)) }
        let expected = rate * Double(asked / 20)
        #expect(Double(wrong) < expected * 1.5 + 6 && Double(wrong) > expected * 0.6 - 6)
        #expect(Double(filter.bytes) < BloomFilter.bytes(items: items, falsePositives: rate) + 64)
    }

    private func decide(_ parts: [[String]], _ options: BloomOptions, _ name: String) throws -> Set<Int> {
        let path = "\(folder)/\(name)"
        var before = 0
        var paths: [String] = []
        for (part, texts) in parts.enumerated() {
            paths.append("\(path)-hashes-\(part)")
            var writer = try BloomHashWriter(path: paths[part], options: options, within: nil)
            try writer.append(Corpus.batch(texts.map { .init(text: $0) }, from: 0, numbered: before))
            _ = try writer.finish()
            before += texts.count
        }
        let decision = BloomDecision(options: options, within: nil, memory: 1 << 20)
        _ = try decision.run(hashes: paths, decisions: { "\(path)-decision-\($0)" }, filter: path + ".bloom")
        before = 0
        var removed: Set<Int> = []
        for (part, texts) in parts.enumerated() {
            for removal in try PartDecision(path: "\(path)-decision-\(part)").removals {
                removed.insert(before + removal.ordinal)
                #expect(removal.keptID.isEmpty && removal.similarity > 0.99)
            }
            before += texts.count
        }
        return removed
    }

    @Test func whatWasSeenGoesInThisRunAndTheNext() throws {
        let texts = ["a b", "c", "A  b", "", "d", "", "c"]
        #expect(try decide([texts], BloomOptions(), "whole") == [2, 6])
        #expect(try decide([Array(texts[..<3]), Array(texts[3...])], BloomOptions(), "parts") == [2, 6])
        let (one, other) = (folder + "/whole.bloom", folder + "/parts.bloom")
        #expect(try Data(contentsOf: URL(filePath: one)) == Data(contentsOf: URL(filePath: other)))
        var options = BloomOptions()
        options.filter = one
        #expect(try decide([["new", "c", "D", "new"]], options, "next") == [1, 2, 3])
        options.ignore = []
        #expect(throws: DataError.self) { try decide([["c"]], options, "another") }
    }

    @Test func aFilterCutShortOrTooLargeIsAFault() throws {
        _ = try decide([["a"]], BloomOptions(), "small")
        let bytes = try Data(contentsOf: URL(filePath: folder + "/small.bloom"))
        for count in [0, 7, 40, bytes.count - 1] {
            try bytes.prefix(count).write(to: URL(filePath: folder + "/cut.bloom"))
            var options = BloomOptions()
            options.filter = folder + "/cut.bloom"
            #expect(throws: DataError.self) { try decide([["a"]], options, "cut") }
        }
        var options = BloomOptions()
        options.items = 1 << 40
        #expect(throws: DataError.self) { try decide([["a"]], options, "large") }
        options.falsePositives = 0
        #expect(throws: DataError.self) { try options.check() }
    }
}
