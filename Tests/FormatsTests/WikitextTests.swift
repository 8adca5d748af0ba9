import Foundation
import TestSupport
import Testing

@testable import Formats

@Suite struct WikitextTests {
    /// A construct of wikitext and the text that it should leave, both written by hand.
    struct Case: Decodable {
        var name: String
        var source: String
        var text: String
        /// Why the peers are wrong where both say otherwise.
        var why: String?
    }

    static func clean(_ text: String) -> String {
        var output: [UInt8] = []
        Wikitext().appendCleaned(Array(text.utf8).span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    static func cases() throws -> [Case] {
        let text = try String(contentsOfFile: Fixtures.root + "/Tests/Oracles/wikitext/cases.jsonl", encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    }

    @Test func everyConstruct() throws {
        let cases = try Self.cases()
        #expect(cases.count >= 60)
        for one in cases { #expect(Self.clean(one.source) == one.text, "\(one.name)") }
    }

    /// Where mwparserfromhell and WikiExtractor say the same, ours does too, blanks aside, but for what they both miss.
    @Test(.enabled(if: Peer.has("mwparserfromhell, wikiextractor"), "needs the oracles"))
    func peersAgree() throws {
        let cases = try Self.cases()
        let answers = try Peer.run(["Tests/Oracles/wikitext/compare.py"]).split(separator: "\n").map {
            try JSONDecoder().decode([String: String].self, from: Data($0.utf8))
        }
        try #require(answers.count == cases.count)
        var agreed = 0
        for (one, answer) in zip(cases, answers) {
            guard let text = answer["mwparserfromhell"], text == answer["wikiextractor"] else { continue }
            let ours = Self.clean(one.source).split { $0 == " " || $0 == "\n" }.joined(separator: " ")
            #expect((ours == text) == (one.why == nil), "\(one.name): \(text)")
            agreed += 1
        }
        #expect(agreed >= 40)
    }

    @Test func namespacesOfTheDump() {
        let cleaner = Wikitext()
        cleaner.addUnshownNamespace(Array("Bilaketa".utf8))
        var output: [UInt8] = []
        cleaner.appendCleaned(Array("a [[BILAKETA:x|y]]b [[Beste:z]]".utf8).span, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "a b Beste:z")
    }

    @Test(arguments: [
        ("#REDIRECT [[A]]", true), ("#redirect[[A]]", true), ("\n#WEITERLEITUNG [[A]]", true),
        ("#перенаправление: [[A]]", true), ("#PŘESMĚRUJ [[A]]", true), ("# one [[A]]", false), ("#REDIRECT A", false),
        ("REDIRECT [[A]]", false), ("", false), ("#", false),
    ])
    func redirects(page: String, isRedirect: Bool) {
        #expect(Wikitext().isRedirect(Array(page.utf8)) == isRedirect)
    }

    /// What is nested, unclosed or crossed ten thousand times takes no longer than it is.
    @Test(arguments: [
        "{{", "[[", "}}", "]]", "{|\n", "\n|}", "<ref>", "<math>", "<!--", "[http://", "'", "(", " )", "<a ", "&#",
        "__a", "-{", "}-", "=\n", "==a==\n", "<nowiki>&", "</",
    ])
    func hostileRepetition(piece: String) {
        for pieces in [[piece], [piece, "x"], ["{{", piece], ["[[", piece, "]]"], ["<ref>", piece]] {
            let text = String(repeating: pieces.joined(), count: 50_000 / pieces.joined().utf8.count)
            #expect(Self.clean(text).utf8.count <= text.utf8.count)
        }
        let around = String(repeating: piece, count: 20_000)
        let text = around + String(repeating: "x", count: 500_000) + String(repeating: "]]}}", count: 10_000)
        #expect(Self.clean(text).utf8.count <= text.utf8.count)
    }

    @Test func everyTruncationIsText() throws {
        for one in try Self.cases() {
            let bytes = Array(one.source.utf8)
            for length in 0...bytes.count {
                var output: [UInt8] = []
                Wikitext().appendCleaned(bytes.span.extracting(first: length), to: &output)
                #expect(output.count <= length)
            }
        }
    }
}
