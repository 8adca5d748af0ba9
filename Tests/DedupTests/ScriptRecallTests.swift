import Foundation
import Records
import TestSupport
import Testing

@testable import Dedup

/// Words and characters of the Universal Declaration of Human Rights in 42 languages, planted with edits: how often pairs
/// of a known similarity become candidates must be what the S-curve says, in every script.
@Suite(.enabled(if: Fixtures.sharedData("udhr") != nil, "needs ../shared/data/udhr"))
struct ScriptRecallTests {
    static let languages: [String] = {
        let folder = Fixtures.sharedData("udhr") ?? ""
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".xml") }
            .sorted()
    }()

    /// The text of the file's elements.
    private static func text(_ language: String) throws -> String {
        let xml = try String(contentsOfFile: Fixtures.sharedData("udhr/" + language) ?? "", encoding: .utf8)
        var text = ""
        var isTag = false
        for character in xml {
            if character == "<" { isTag = true }
            if !isTag { text.append(character.isWhitespace ? " " : character) }
            if character == ">" {
                isTag = false
                text.append(" ")
            }
        }
        return text.split(separator: " ").joined(separator: " ")
    }

    /// Pieces that edits replace: words, or characters where the script has no spaces.
    private static func pieces(_ text: String) -> (pieces: [String], separator: String) {
        let words = text.split(separator: " ").map(String.init)
        if text.count > words.count * 14 { return (text.filter { $0 != " " }.map(String.init), "") }
        return (words, " ")
    }

    @Test(arguments: languages)
    func candidatesAreAsManyAsTheCurveSays(language: String) throws {
        let (pieces, separator) = Self.pieces(try Self.text(language))
        #expect(pieces.count > 500, "\(language)")
        var random = Philox(key: 71, counter: (0, ContentHash.xxh3(Array(language.utf8).span)))
        let parameters = MinHashParameters(
            threshold: 0.72, shingle: 5, unit: .words, bands: 14, rows: 8, verifies: true)
        var signer = Signer(.minhash(parameters))
        var shingles = Shingles(parameters)
        let pairs = 8000
        var (expected, found) = (0.0, 0)
        for _ in 0..<pairs {
            let start = Int.random(in: 0..<pieces.count - 160, using: &random)
            let original = Array(pieces[start..<start + 160])
            var copy = original
            for _ in 0..<Int.random(in: 1..<12, using: &random) { Self.edit(&copy, pieces, &random) }
            let (one, other) = (
                Array(original.joined(separator: separator).utf8), Array(copy.joined(separator: separator).utf8)
            )
            let (oneSet, otherSet) = (shingles.set(of: one.span), shingles.set(of: other.span))
            expected += parameters.chance(at: ShingleSet.jaccard(oneSet, otherSet))
            _ = signer.sign(one.span)
            let hashes = signer.hashes
            _ = signer.sign(other.span)
            if zip(hashes, signer.hashes).contains(where: { $0 == $1 }) { found += 1 }
        }
        let difference = (Double(found) - expected) / Double(pairs)
        #expect(abs(difference) < 0.01, "\(language): \(found) of \(pairs) found, \(expected) expected")
        // The pairs must be where the curve is steep, or this says nothing.
        #expect((0.3...0.9).contains(expected / Double(pairs)), "\(language): \(expected / Double(pairs))")
    }

    /// Substitution, insertion, deletion, exchange of neighbours, or truncation.
    private static func edit(_ pieces: inout [String], _ material: [String], _ random: inout Philox) {
        let place = Int.random(in: 0..<pieces.count - 1, using: &random)
        let other = material[Int.random(in: 0..<material.count, using: &random)]
        switch Int.random(in: 0..<9, using: &random) {
        case 0...2: pieces[place] = other
        case 3...4: pieces.insert(other, at: place)
        case 5...6: pieces.remove(at: place)
        case 7: pieces.swapAt(place, place + 1)
        default: pieces.removeLast(min(8, pieces.count - 100))
        }
    }
}
