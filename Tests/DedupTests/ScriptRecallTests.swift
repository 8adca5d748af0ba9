import Foundation
import Records
import TestSupport
import Testing
import Text

@testable import Dedup

/// Passages of the Universal Declaration of Human Rights in 42 languages, planted with edits: how often pairs of a known
/// similarity become candidates must be what the S-curve says, in every script.
@Suite(.enabled(if: Fixtures.sharedData("udhr") != nil, "needs ../shared/data/udhr"))
struct ScriptRecallTests {
    static let languages: [String] = {
        let folder = Fixtures.sharedData("udhr") ?? ""
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".xml") }.sorted()
    }()

    @Test(arguments: languages)
    func candidatesAreAsManyAsTheCurveSays(language: String) throws {
        let material = try Material(language: language)
        var random = Philox(key: 71, counter: (0, ContentHash.xxh3(Array(language.utf8).span)))
        let parameters = MinHashParameters(
            threshold: 0.72, shingle: 5, unit: .words, bands: 14, rows: 8, verifies: true)
        var signer = Signer(.minhash(parameters))
        var shingles = Shingles(ShingleKind(size: parameters.shingle, unit: parameters.unit))
        let pairs = 16_000
        var (expected, found) = (0.0, 0)
        for _ in 0..<pairs {
            let cipher = material.cipher(&random)
            let start = Int.random(in: 0..<material.words.count - 80, using: &random)
            let original = Array(material.words[start..<start + 80])
            var copy = original
            for _ in 0..<Int.random(in: 1..<5, using: &random) { Self.edit(&copy, material.words, &random) }
            let (one, other) = (material.text(original, cipher), material.text(copy, cipher))
            let (oneSet, otherSet) = (shingles.set(of: one.span), shingles.set(of: other.span))
            expected += parameters.chance(at: ShingleSet.jaccard(oneSet, otherSet))
            _ = signer.sign(one.span)
            let hashes = signer.hashes
            _ = signer.sign(other.span)
            if zip(hashes, signer.hashes).contains(where: { $0 == $1 }) { found += 1 }
        }
        let difference = (Double(found) - expected) / Double(pairs)
        #expect(abs(difference) < 0.01, "\(found) of \(pairs) found, \(expected) expected")
        // The pairs must be where the curve is steep, or this says nothing.
        #expect((0.3...0.9).contains(expected / Double(pairs)), "\(expected / Double(pairs))")
    }

    /// Substitution, insertion, deletion, exchange of neighbours, or truncation.
    private static func edit(_ words: inout [[UInt16]], _ material: [[UInt16]], _ random: inout Philox) {
        let place = Int.random(in: 0..<words.count - 1, using: &random)
        let other = material[Int.random(in: 0..<material.count, using: &random)]
        switch Int.random(in: 0..<9, using: &random) {
        case 0...2: words[place] = other
        case 3...4: words.insert(other, at: place)
        case 5...6: words.remove(at: place)
        case 7: words.swapAt(place, place + 1)
        default: words.removeLast(4)
        }
    }

    /// A text as words of letters by number. A cipher exchanges the letters of the language for one another: the pairs
    /// would depend on each other, since a language has only some thousand shingles here.
    private struct Material {
        private(set) var words: [[UInt16]] = []
        private var letters: [UInt32] = []
        private var separator: [UInt8] = []

        init(language: String) throws {
            let xml = try String(contentsOfFile: Fixtures.sharedData("udhr/" + language) ?? "", encoding: .utf8)
            let text = xml.replacing(/<[^>]*>/, with: " ").lowercased()
            let bytes = Array(text.utf8)
            var numbers: [UInt32: UInt16] = [:]
            var iterator = Words(bytes.span)
            var unspaced = 0
            while let range = iterator.next() {
                let scalars = String(decoding: bytes[range], as: UTF8.self).unicodeScalars.map(\.value)
                if CharacterClass.of(scalars[0]) == .unspacedLetter { unspaced += 1 }
                var word: [UInt16] = []
                for scalar in scalars {
                    let number = numbers[scalar] ?? UInt16(letters.count)
                    if numbers.updateValue(number, forKey: scalar) == nil { letters.append(scalar) }
                    word.append(number)
                }
                words.append(word)
            }
            separator = unspaced * 2 > words.count ? [] : [0x20]
        }

        func cipher(_ random: inout Philox) -> [[UInt8]] {
            let places = letters.indices.filter { CharacterClass.of(letters[$0]).isLetter }
            var exchanged = letters
            for (place, other) in zip(places, places.shuffled(using: &random)) { exchanged[place] = letters[other] }
            return exchanged.map { Array(String(Unicode.Scalar($0) ?? "?").utf8) }
        }

        func text(_ words: [[UInt16]], _ cipher: [[UInt8]]) -> [UInt8] {
            var text: [UInt8] = []
            for word in words {
                for letter in word { text += cipher[Int(letter)] }
                text += separator
            }
            return text
        }
    }
}
