import Records
import Testing

@testable import Filters

@Suite struct GopherTests {
    private func dropped(_ text: String, by stage: some Stage, language: String = "en") throws -> String? {
        var batch = Batch()
        batch.ids.append("r")
        batch.texts.append(text)
        batch.languages.append(language)
        batch.sources.append("")
        batch.rest.append("")
        batch.endRecord(offset: 0)
        try stage.process(&batch)
        return batch.drops[0].map { stage.rules[$0.rule] }
    }

    private let sentence = "The people of the village have come to meet and talk with the miller about that bread. "

    @Test func anOrdinaryTextIsKept() throws {
        #expect(try dropped(String(repeating: sentence, count: 4), by: GopherQuality()) == nil)
    }

    @Test func eachQualityRuleHasItsEdge() throws {
        var quality = GopherQuality()
        #expect(try dropped(sentence, by: quality) == "words")
        quality.minimumWords = 3
        #expect(try dropped("a b c d e of the", by: quality) == "mean word length")
        #expect(try dropped("the # people # of # town", by: quality) == "symbols")
        #expect(try dropped("- the people\n- of that town", by: quality) == "bullet lines")
        quality.maximumSymbolRatio = 10
        #expect(try dropped("the people ...\nof that town...\nhave bread", by: quality) == "ellipsis lines")
        #expect(try dropped("the people 1984 2001 2010 1999 2024", by: quality) == "alphabetic words")
        #expect(try dropped("people walk home every single evening", by: quality) == "stop words")
        #expect(try dropped("people walk home every single evening", by: quality, language: "fi") == nil)
    }

    @Test func scriptsWithoutSpacesAreNotJudgedByWordLength() throws {
        var quality = GopherQuality()
        quality.minimumWords = 3
        #expect(try dropped("孩子们沿着河边一直走到傍晚。", by: quality, language: "zh-Hans") == nil)
    }

    @Test func repetitionIsFound() throws {
        let lines = (0..<10).map { line in (0..<8).map { "word\(line)x\($0)" }.joined(separator: " ") }
        #expect(try dropped(lines.joined(separator: "\n"), by: GopherRepetition()) == nil)
        let repeated = lines.prefix(5) + Array(repeating: "the very same line again and again", count: 5)
        #expect(try dropped(repeated.joined(separator: "\n"), by: GopherRepetition()) == "duplicate lines")
        let phrase = String(repeating: "buy now ", count: 50)
        #expect(try dropped(phrase, by: GopherRepetition()) == "top 2-gram")
    }
}

@Suite struct RepeatedNgramsTests {
    /// The slow, obvious way: mark each word inside an n-gram that occurred before.
    private func twin(_ words: [String], _ n: Int) -> Double {
        guard words.count >= n else { return 0 }
        var marked = [Bool](repeating: false, count: words.count)
        for start in 0...words.count - n {
            let seen = (0..<start).contains { Array(words[$0..<$0 + n]) == Array(words[start..<start + n]) }
            if seen { for place in start..<start + n { marked[place] = true } }
        }
        let all = words.reduce(0) { $0 + $1.utf8.count }
        return Double(zip(words, marked).reduce(0) { $0 + ($1.1 ? $1.0.utf8.count : 0) }) / Double(all)
    }

    @Test func duplicateSharesEqualTheTwins() {
        var random = Philox(key: 9, counter: (0, 0))
        for _ in 0..<200 {
            let words = (0..<Int.random(in: 1..<60, using: &random)).map { _ in
                ["a", "bb", "ccc", "dddd"][Int.random(in: 0..<4, using: &random)]
            }
            let measured = RepeatedNgrams(Array(words.joined(separator: " ").utf8).span)
            for n in 2...6 { #expect(abs(measured.duplicateShare(of: n) - twin(words, n)) < 1e-12) }
        }
    }
}
