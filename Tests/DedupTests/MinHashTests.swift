import Dedup
import Foundation
import Records
import TestSupport
import Testing

@testable import Dedup

@Suite struct MinHashTests {
    /// Copies with some words changed, in many scripts, against brute force over all pairs.
    @Test(arguments: Alphabets.all)
    func nearDuplicatesAreFoundInEveryScriptAndNoneWithoutTrueSimilarity(alphabet: [String]) throws {
        var random = Philox(key: 77, counter: (0, UInt64(alphabet[0].unicodeScalars.first?.value ?? 0)))
        var texts: [String] = []
        for _ in 0..<40 {
            let original = Alphabets.words(alphabet, 60, &random)
            texts.append(original.joined(separator: " "))
            for edits in [1, 2, 4] {
                var copy = original
                for _ in 0..<edits {
                    copy[Int.random(in: 0..<60, using: &random)] = Alphabets.words(alphabet, 1, &random)[0]
                }
                texts.append(copy.joined(separator: " "))
            }
        }
        let options = try SearchOptions.minhash { $0.shingle = 3 }
        let brute = BruteForce(texts, shingle: 3)
        let found = try Corpus([Array(texts.prefix(70)), Array(texts.dropFirst(70))]).search(options)
        for (removed, removal) in found.removals {
            #expect(found.removals[removal.kept] == nil && removal.kept < removed)
            #expect(abs(removal.similarity - brute.jaccard(removed, removal.kept)) < 1e-12)
            #expect(removal.similarity >= 0.7)
        }
        let expected = Set(brute.removals(threshold: 0.7).keys)
        #expect(Double(expected.intersection(found.removals.keys).count) >= 0.97 * Double(expected.count))
    }

    @Test func theResultDoesNotDependOnPartsBatchesOrMemory() throws {
        var random = Philox(key: 3, counter: (0, 0))
        var texts: [String] = []
        for number in 0..<300 {
            let words = Alphabets.words(Alphabets.all[0], 30, &random)
            texts.append(words.joined(separator: " "))
            texts.append((words.dropLast(1) + ["x"]).joined(separator: " "))
            if number % 3 == 0 { texts.append(words.joined(separator: "  ")) }
        }
        for keep in ["first", "longest"] {
            var options = try SearchOptions.minhash()
            options.keep = try KeepPolicy(keep)
            let whole = try Corpus([texts]).search(options)
            #expect(!whole.removals.isEmpty)
            for cut in [0, 1, 137, 690] {
                let parts = Corpus([Array(texts[..<cut]), Array(texts[cut...])])
                #expect(try parts.search(options, batch: 1, memory: 1) == whole)
            }
        }
    }

    @Test func shortTextsAreComparedAndEmptyOnesAreNot() throws {
        let found = try Corpus([["two words", "Two, words!", "", "", "…", "words two"]]).search(.minhash())
        #expect(found.removals.mapValues(\.kept) == [1: 0])
    }

    /// A chain a–b–c in which a and c differ: c stays, since only b, which goes, is like it.
    @Test func nothingIsRemovedByTransitivityAloneUnlessVerificationIsRefused() throws {
        let words = (0..<60).map { "w\($0)" }
        func text(_ changed: Range<Int>) -> String {
            words.enumerated().map { changed.contains($0.offset) ? "x\($0.offset)" : $0.element }.joined(separator: " ")
        }
        let chain = [text(0..<0), text(0..<5), text(0..<10)]
        let brute = BruteForce(chain, shingle: 5)
        #expect(brute.jaccard(0, 1) >= 0.7 && brute.jaccard(1, 2) >= 0.7 && brute.jaccard(0, 2) < 0.7)
        #expect(try Corpus([chain]).search(.minhash()).removals.mapValues(\.kept) == [1: 0])
        let unverified = try Corpus([chain]).search(.minhash { ($0.verify, $0.bands, $0.rows) = (false, 40, 3) })
        #expect(unverified.removals.mapValues(\.kept) == [1: 0, 2: 0])
        #expect(unverified.clusters.contains(#""estimate":"#) && !unverified.clusters.contains(#""similarity":"#))
    }

    /// Without verification: the connected components of sharing a band, as a graph search finds them.
    @Test func unverifiedClustersAreConnectedComponents() throws {
        var random = Philox(key: 19, counter: (0, 0))
        var texts: [String] = []
        for _ in 0..<30 {
            var words = Alphabets.words(Alphabets.all[1], 25, &random)
            for _ in 0..<6 {
                texts.append(words.joined(separator: " "))
                words[Int.random(in: 0..<25, using: &random)] = "x"
            }
        }
        texts.shuffle(using: &random)
        let options = try SearchOptions.minhash { ($0.verify, $0.bands, $0.rows) = (false, 10, 4) }
        var signer = Signer(options.method)
        let hashes = texts.map { text in
            _ = signer.sign(Array(text.utf8).span)
            return signer.hashes
        }
        var root = Array(texts.indices)
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for one in texts.indices {
                for other in texts.indices where root[one] < root[other] {
                    guard zip(hashes[one], hashes[other]).contains(where: { $0 == $1 }) else { continue }
                    root[other] = root[one]
                    hasChanged = true
                }
            }
        }
        let expected = Dictionary(uniqueKeysWithValues: root.enumerated().filter { $0 != $1 }.map { ($0, $1) })
        #expect(try Corpus([texts]).search(options).removals.mapValues(\.kept) == expected)
    }

    @Test func crowdsOfOneTemplateLoseNoNearDuplicates() throws {
        var random = Philox(key: 23, counter: (0, 0))
        let template = Alphabets.words(Alphabets.all[0], 40, &random)
        var texts: [String] = []
        for _ in 0..<400 {
            texts.append((template + Alphabets.words(Alphabets.all[0], 30, &random)).joined(separator: " "))
        }
        // Each tenth once more, with its last word changed.
        for number in stride(from: 0, to: 400, by: 10) { texts.append(texts[number] + " z") }
        let found = try Corpus([texts]).search(.minhash())
        #expect(found.removals.mapValues(\.kept) == BruteForce(texts, shingle: 5).removals(threshold: 0.7))
    }

    @Test func theEstimateIsUnbiasedAndAsSureAsWithAsManyPermutations() {
        var random = Philox(key: 21, counter: (0, 0))
        let hasher = MinHash(bands: 128, rows: 1)
        for size in [3, 20, 200, 2000] {
            var (sum, squares) = (0.0, 0.0)
            let rounds = 400
            for _ in 0..<rounds {
                let shared = (0..<size * 3).map { _ in random.next() as UInt64 }
                let first = shared + (0..<size).map { _ in random.next() as UInt64 }
                let second = shared + (0..<size).map { _ in random.next() as UInt64 }
                var (one, other): ([UInt64], [UInt64]) = ([], [])
                hasher.sign(first, &one)
                hasher.sign(second + first.suffix(0), &other)
                let estimate = Double(zip(one, other).count { $0 == $1 }) / 128
                sum += estimate
                squares += (estimate - 0.6) * (estimate - 0.6)
            }
            // The variance of 128 independent permutations is 0.6 × 0.4 / 128; with many shingles it is less.
            #expect(abs(sum / Double(rounds) - 0.6) < 0.01, "\(size)")
            #expect(squares / Double(rounds) < 1.25 * 0.6 * 0.4 / 128, "\(size): \(squares / Double(rounds))")
        }
    }

    @Test func orderAndRepetitionDoNotChangeASignature() {
        var random = Philox(key: 22, counter: (0, 0))
        let hasher = MinHash(bands: 16, rows: 7)
        for size in [1, 2, 50, 500] {
            let set = (0..<size).map { _ in random.next() as UInt64 }
            var (one, other): ([UInt64], [UInt64]) = ([], [])
            hasher.sign(set, &one)
            hasher.sign((set + set.prefix(size / 2)).shuffled(using: &random), &other)
            #expect(one == other && !one.contains(.max))
        }
    }

    @Test func charactersMakeShinglesToo() throws {
        let text = "The quick brown fox jumps over the lazy dog, and then it does so again."
        let options = try SearchOptions.minhash { ($0.unit, $0.shingle, $0.threshold) = (.characters, 5, 0.5) }
        let found = try Corpus([[text, text.uppercased() + "\n", text.replacing("brown", with: "red"), "no"]]).search(
            options)
        func grams(_ text: String) -> Set<String> {
            let characters = Array(text.lowercased())
            return Set((0...characters.count - 5).map { String(characters[$0..<$0 + 5]) })
        }
        let (one, other) = (grams(text), grams(text.replacing("brown", with: "red")))
        let jaccard = Double(one.intersection(other).count) / Double(one.union(other).count)
        #expect(found.removals[1]?.similarity == 1)
        #expect(abs((found.removals[2]?.similarity ?? 0) - jaccard) < 1e-12)
        #expect(found.removals[3] == nil)
    }
}
