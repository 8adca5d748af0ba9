import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// The hand-written scanners against Oniguruma.
@Suite struct ScannerTests {
    private static let patterns: [PretokenPattern] = [
        .gpt2, .cl100k, .cl100kBase, .qwen2, .o200k, .deepseek3, .bloom,
    ]

    /// Splits by each expression after the other, keeping what lies between matches.
    private struct Twin {
        let expressions: [RegularExpression]

        init(_ pattern: PretokenPattern) throws {
            expressions = try pattern.expressions.map { (source) throws(DataError) in try RegularExpression(source) }
        }

        func ends(_ text: [UInt8]) -> [Int] {
            var pieces = [0..<text.count]
            for expression in expressions {
                pieces = pieces.flatMap { piece in
                    var cuts = [0, piece.count]
                    for match in expression.matches(Array(text[piece])) {
                        cuts += [match.lowerBound, match.upperBound]
                    }
                    let sorted = Set(cuts).sorted()
                    return zip(sorted, sorted.dropFirst()).map { $0 + piece.lowerBound..<$1 + piece.lowerBound }
                }
            }
            return pieces.map(\.upperBound).filter { $0 > 0 }
        }
    }

    private static func differing(_ texts: some Sequence<String>, _ pattern: PretokenPattern) throws -> [String] {
        let twin = try Twin(pattern)
        let scanner = Pretokenizer(pattern)
        return texts.compactMap { text in
            let bytes = Array(text.utf8)
            let (own, others) = (scanner.ends(bytes.span), twin.ends(bytes))
            return own == others ? nil : "\(text.debugDescription): own \(own) Oniguruma \(others)"
        }
    }

    /// Debian's Oniguruma is of Unicode 14, our tables of 16.
    private static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.age.map { $0.major <= 14 } ?? true
    }

    @Test(arguments: patterns)
    func everyCodePointIsCutAsOnigurumaCutsIt(pattern: PretokenPattern) throws {
        let scalars = (UInt32(0)..<0x110000).lazy.compactMap(Unicode.Scalar.init).filter(Self.isKnown)
        let texts = scalars.lazy.map { x in
            // Beyond the planes in use nothing is assigned but private characters.
            x.value >= 0x40000 ? "a\(x)1" : "\(x)a\(x)b1\(x)2 \(x) '\(x)'s\n\(x)\r\n  \(x)!\(x)漢\(x)か"
        }
        let wrong = try Self.differing(texts, pattern)
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5).joined(separator: "\n"))")
        let alone = try Self.differing(scalars.lazy.filter { $0.value < 0x40000 }.map { String($0) }, pattern)
        #expect(alone.isEmpty, "\(alone.count): \(alone.prefix(5).joined(separator: "\n"))")
    }

    private static let nasty = [
        "a", "bc", "Q", "DŽ", "ǅ", "é", "ß", "ſ", "e\u{301}", "ʰ", " ", " ", "  ", "\n", "\r", "\r\n", "\t", "\u{a0}",
        "\u{3000}", "\u{85}", "\u{2028}", "'", "'s", "'ll", "'RE", "'ſ", "'v", "1", "23", "٣", "½", "Ⅷ", "漢", "字", "か",
        "カ", "ー", "・", "゛", "\u{3040}", "\u{3097}", "゠", "〇", "한", "ก", "ี", "़", "क", "\u{200d}", "\u{ad}", "😀", "!",
        "...", "…", "。", "，", "、", "।", "۔", "،", "(", ")", "|", "[", "_", "/", "\\", "`", "^", "$", "\u{1}", "\u{1c}",
        "\u{feff}", "\u{180e}", "\u{200b}", "\u{e000}", "\u{378}", "𝒜", "𐐀",
    ]

    static func random(_ count: Int, longest: Int, seed: UInt64) -> [String] {
        var random = Philox(key: seed, counter: (0, 0))
        return (0..<count).map { _ in
            (0..<Int.random(in: 1...longest, using: &random)).map { _ in
                nasty[Int.random(in: 0..<nasty.count, using: &random)]
            }.joined()
        }
    }

    @Test(arguments: patterns)
    func randomTextsAreCutAsOnigurumaCutsThem(pattern: PretokenPattern) throws {
        let texts = Self.random(100_000, longest: 12, seed: 31) + Self.random(20, longest: 4000, seed: 32)
        let wrong = try Self.differing(texts, pattern)
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5).joined(separator: "\n"))")
    }

    /// Any other expression goes by Oniguruma itself, a few hundred pieces at a time.
    @Test(arguments: [#"\d{2}|[a-z]+'?"#, "x*", #"(?<=a)\s+|$"#, #"\b"#, "(?!)", #"\w+|[^\w\s]+"#])
    func otherExpressionsAreCutAtTheirMatches(source: String) throws {
        let texts = Self.random(3000, longest: 12, seed: 33) + Self.random(20, longest: 4000, seed: 34)
        let wrong = try Self.differing(texts, .expression(RegularExpression(source)))
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5).joined(separator: "\n"))")
    }

    @Test func namesAreNamesAndExpressionsCompile() throws {
        for (name, pattern) in PretokenPattern.named { #expect(try PretokenPattern(name) == pattern) }
        #expect(try PretokenPattern("llama3") == .cl100k && PretokenPattern("qwen3") == .qwen2)
        let spelled = try #require(PretokenPattern.deepseek3.expressions.last).replacing(#"\r\n"#, with: "\r\n")
        #expect(
            PretokenPattern(expressions: PretokenPattern.deepseek3.expressions.dropLast() + [spelled]) == .deepseek3)
        #expect(try PretokenPattern(#" ?[^(\s|[.,!?…。，、।۔،])]+"#) == .bloom)
        #expect(throws: DataError.self) { try PretokenPattern("gpt3") }
        let error = #expect(throws: DataError.self) { try PretokenPattern("(a|b") }
        #expect(error?.cause.contains("end pattern with unmatched parenthesis") == true)
    }
}
