import Foundation
import Records
import TestSupport
import Testing

@testable import Dedup

@Suite struct DedupTests {
    private struct Found {
        var removals: [[Removal]]
        var clusters: [Int: Int]
    }

    /// The whole search over texts divided into parts.
    private func search(
        _ parts: [[String]], _ method: SignatureWriter.Method, batch size: Int = 100, memory: Int = 1 << 26
    ) throws -> Found {
        let folder = Fixtures.temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var paths: [SignatureWriter.Paths] = []
        for (part, texts) in parts.enumerated() {
            let own = SignatureWriter.Paths(prefix: "\(folder)/part-\(part)")
            var writer = try SignatureWriter(part: part, paths: own, method: method)
            for start in stride(from: 0, to: texts.count, by: size) {
                var batch = Batch()
                batch.firstOrdinal = start
                for (place, text) in texts[start..<min(start + size, texts.count)].enumerated() {
                    batch.ids.append("p\(part)-\(start + place)")
                    batch.texts.append(text)
                    batch.languages.append("")
                    batch.sources.append("")
                    batch.rest.append("")
                    batch.endRecord(offset: 0)
                }
                try writer.append(batch)
            }
            _ = try writer.finish()
            paths.append(own)
        }
        let search = DuplicateSearch(parts: paths, method: method, memory: memory, scratch: folder + "/scratch")
        let summary = try search.run { "\(folder)/removals-\($0)" }
        return Found(
            removals: try parts.indices.map { try Removals.load(path: "\(folder)/removals-\($0)") },
            clusters: summary.clusterSizes)
    }

    @Test func exactIgnoresCaseAndWhiteSpaceAndNothingElse() throws {
        let found = try search(
            [
                ["Straße am  Fluss", "other", ""],
                ["STRASSE AM FLUSS", "straße\nAM FLUSS ", "other.", "", "Ünder", "üNDER"],
            ],
            .exact)
        #expect(found.removals[0].isEmpty)
        #expect(found.removals[1].map(\.ordinal) == [1, 5])
        #expect(found.removals[1].map { String(decoding: $0.keptID, as: UTF8.self) } == ["p0-0", "p1-4"])
        #expect(found.clusters == [2: 2])
    }

    private static let alphabets: [[String]] = [
        "abcdefghijklmnop", "абвгдежзиклмнопр", "αβγδεζηθικλμνξοπ", "ابتثجحخدذرزسشصضط", "אבגדהוזחטיכלמנסע",
        "कखगघचछजझटठडढणतथद",
        "কখগঘচছজঝটঠডঢণতথদ", "அஆஇஈஉஊஎஏஐஒஓகஙசஞட", "กขคฆงจฉชซญฎฏฐฑฒณ", "一二三四五六七八九十人口山川日月", "あいうえおかきくけこさしすせそた",
        "가나다라마바사아자차카타파하거너",
    ].map { $0.map(String.init) }

    private func document(_ alphabet: [String], words: Int, _ random: inout Philox) -> [String] {
        (0..<words).map { _ in
            (0..<Int.random(in: 2..<6, using: &random)).map { _ in alphabet[Int.random(in: 0..<16, using: &random)] }
                .joined()
        }
    }

    /// Copies with some words changed, in twelve scripts, against brute force over all pairs.
    @Test func nearDuplicatesAreFoundInEveryScriptAndNoneWithoutTrueSimilarity() throws {
        var random = Philox(key: 77, counter: (0, 0))
        var parameters = MinHashOptions()
        parameters.shingle = 3
        for alphabet in Self.alphabets {
            var texts: [String] = []
            for _ in 0..<40 {
                let original = document(alphabet, words: 60, &random)
                texts.append(original.joined(separator: " "))
                for edits in [1, 2, 4] {
                    var copy = original
                    for _ in 0..<edits {
                        copy[Int.random(in: 0..<60, using: &random)] = document(alphabet, words: 1, &random)[0]
                    }
                    texts.append(copy.joined(separator: " "))
                }
            }
            var shingler = Shingles(size: 3)
            let sets = texts.map { shingler.of(Array($0.utf8).span) }
            let found = try search([Array(texts.prefix(70)), Array(texts.dropFirst(70))], .minhash(parameters))
            let removed = Set(found.removals[0].map(\.ordinal) + found.removals[1].map { $0.ordinal + 70 })
            let index = Dictionary(
                uniqueKeysWithValues: texts.indices.map { ($0 < 70 ? "p0-\($0)" : "p1-\($0 - 70)", $0) })
            for (part, removals) in found.removals.enumerated() {
                for removal in removals {
                    let kept = try #require(index[String(decoding: removal.keptID, as: UTF8.self)])
                    let own = removal.ordinal + part * 70
                    #expect(!removed.contains(kept) && kept < own)
                    #expect(removal.jaccard == Shingles.jaccard(sets[own], sets[kept]))
                    #expect(removal.jaccard >= parameters.threshold)
                }
            }
            // Brute force, greedy in document order.
            var expected: Set<Int> = []
            for later in texts.indices {
                let isDuplicate = (0..<later).contains {
                    !expected.contains($0) && Shingles.jaccard(sets[later], sets[$0]) >= parameters.threshold
                }
                if isDuplicate { expected.insert(later) }
            }
            #expect(Double(removed.intersection(expected).count) >= 0.97 * Double(expected.count))
        }
    }

    @Test func theResultDoesNotDependOnPartsBatchesOrMemory() throws {
        var random = Philox(key: 3, counter: (0, 0))
        var texts: [String] = []
        for _ in 0..<60 {
            let words = document(Self.alphabets[0], words: 30, &random)
            texts.append(words.joined(separator: " "))
            texts.append((words.dropLast(1) + ["x"]).joined(separator: " "))
        }
        let method = SignatureWriter.Method.minhash(MinHashOptions())
        let whole = try search([texts], method).removals[0]
        #expect(!whole.isEmpty)
        for cut in [1, 37, 90] {
            let found = try search([Array(texts[..<cut]), Array(texts[cut...])], method, batch: 1, memory: 1)
            let together = found.removals[0].map(\.ordinal) + found.removals[1].map { $0.ordinal + cut }
            #expect(together == whole.map(\.ordinal))
        }
    }

    @Test func shortTextsAreComparedAndEmptyOnesAreNot() throws {
        let found = try search([["two words", "Two, words!", "", "", "…"]], .minhash(MinHashOptions()))
        #expect(found.removals[0].map(\.ordinal) == [1])
    }

    /// A chain a–b–c in which a and c differ: c stays, since only b, which goes, is like it.
    @Test func nothingIsRemovedByTransitivityAlone() throws {
        let words = (0..<60).map { "w\($0)" }
        func text(_ changed: Range<Int>) -> String {
            words.enumerated().map { changed.contains($0.offset) ? "x\($0.offset)" : $0.element }.joined(separator: " ")
        }
        let (a, b, c) = (text(0..<0), text(0..<5), text(0..<10))
        var shingler = Shingles(size: 5)
        let sets = [a, b, c].map { shingler.of(Array($0.utf8).span) }
        #expect(Shingles.jaccard(sets[0], sets[1]) >= 0.7 && Shingles.jaccard(sets[1], sets[2]) >= 0.7)
        #expect(Shingles.jaccard(sets[0], sets[2]) < 0.7)
        #expect(try search([[a, b, c]], .minhash(MinHashOptions())).removals[0].map(\.ordinal) == [1])
    }

    @Test func theEstimateIsUnbiased() {
        var random = Philox(key: 21, counter: (0, 0))
        let hasher = MinHash(bands: 128, rows: 1)
        var sum = 0.0
        for _ in 0..<200 {
            let shared = (0..<150).map { _ in random.next() as UInt64 }
            let first = (shared + (0..<50).map { _ in random.next() as UInt64 }).sorted()
            let second = (shared + (0..<50).map { _ in random.next() as UInt64 }).sorted()
            let (a, b) = (hasher.keys(first), hasher.keys(second))
            sum += Double(zip(a, b).count { $0 == $1 }) / 128
        }
        #expect(abs(sum / 200 - 0.6) < 0.01)
    }

    @Test func parametersReachTheirRecallAndRefuseNonsense() {
        for threshold in [0.5, 0.7, 0.8, 0.95] {
            var parameters = MinHashOptions()
            parameters.threshold = threshold
            #expect(parameters.chance(at: threshold) >= MinHashOptions.recall)
        }
        var parameters = MinHashOptions()
        parameters.threshold = 0
        #expect(throws: DataError.self) { try parameters.check() }
    }
}
