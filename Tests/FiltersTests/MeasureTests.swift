import Foundation
import Records
import Testing

@testable import Filters

@Suite struct MeasureTests {
    private func value(_ measure: Measure, _ text: String) -> Double {
        let bytes = Array(text.utf8)
        let language = Array("en".utf8)
        var measurer = TextMeasurer(stopWords: StopWords([:]))
        measurer.begin(language: language.span)
        return measurer.value(measure, of: bytes.span)
    }

    @Test func namesAndMeasuresAreTheSame() {
        for name in Measure.names {
            let full = name.replacingOccurrences(of: "[n]", with: "[7]")
            #expect(Measure(full)?.name == full)
        }
        for wrong in [
            "", "word", "topNgramShare", "topNgramShare[1]", "topNgramShare[11]", "words[2]", "topNgramShare[x]",
        ] {
            #expect(Measure(wrong) == nil)
        }
    }

    /// The slow, obvious way over lists of words, as datatrove goes it.
    private func twin(_ words: [String], _ n: Int) -> (top: Int, duplicate: Int) {
        guard words.count >= n else { return (0, 0) }
        let grams = (0...words.count - n).map { Array(words[$0..<$0 + n]) }
        let top = grams.reduce((count: 0, size: 0)) { best, gram in
            let count = grams.count { $0 == gram }
            return count > best.count ? (count, gram.joined(separator: " ").count * count) : best
        }
        var seen: [[String]] = []
        var duplicate = 0
        var place = 0
        while place < grams.count {
            if seen.contains(grams[place]) {
                duplicate += grams[place].joined().count
                place += n
            } else {
                seen.append(grams[place])
                place += 1
            }
        }
        return (top.size, duplicate)
    }

    @Test func ngramsAreTheTwins() {
        var random = Philox(key: 9, counter: (0, 0))
        for round in 0..<300 {
            let kinds = round % 5 + 1
            let words = (0..<Int.random(in: 0..<70, using: &random)).map { _ in
                ["a", "bü", "ccc", "dddd", "eee"][Int.random(in: 0..<kinds, using: &random)]
            }
            let text = words.joined(separator: " ")
            for n in 2...10 {
                let expected = twin(words, n)
                let size = Double(max(text.count, 1))
                #expect(value(.topNgramShare(n), text) == Double(expected.top) / size)
                #expect(value(.duplicateNgramShare(n), text) == Double(expected.duplicate) / size)
            }
        }
    }

    /// The slow, obvious way over strings, with the regular expressions that the peer has.
    private func pieceTwin(_ text: String) -> [Double] {
        func split(_ pattern: String, _ text: String) -> [String] {
            text.replacingOccurrences(of: pattern, with: "\u{1}", options: .regularExpression)
                .components(separatedBy: "\u{1}")
        }
        func shares(_ pieces: [String]) -> [Double] {
            var seen: Set<String> = []
            let again = pieces.filter { !seen.insert($0).inserted }
            let characters = again.reduce(0) { $0 + $1.unicodeScalars.count }
            return [
                Double(again.count) / Double(pieces.count),
                text.isEmpty ? 0 : Double(characters) / Double(text.unicodeScalars.count),
            ]
        }
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return shares(split("\n+", text)) + shares(split("\n{2,}", trimmed))
    }

    @Test func piecesAreTheTwins() {
        var random = Philox(key: 4, counter: (0, 0))
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 1..<30, using: &random)).map { _ in
                ["\n", "\n", "\n\n", "a", "bö", " ", "a b"][Int.random(in: 0..<7, using: &random)]
            }.joined()
            let found = [
                Measure.duplicateLineShare, .duplicateLineCharacterShare, .duplicateParagraphShare,
                .duplicateParagraphCharacterShare,
            ].map { value($0, text) }
            #expect(found == pieceTwin(text), "\(text.debugDescription)")
        }
    }

    @Test func linesByHand() {
        let text = "• one\r\n- two\u{85}three…\u{2028} four... \n\n# five\u{0B}six."
        #expect(value(.bulletLineShare, text) == 2.0 / 7)
        #expect(value(.ellipsisLineShare, text) == 2.0 / 7)
        #expect(value(.lines, text) == 3)
        #expect(value(.punctuatedLineShare, text) == 1.0 / 3)
        #expect(value(.shortLineShare, text) == 1)
        #expect(value(.longestLine, "ab\nüüü\n\na") == 3)
        #expect(value(.meanLineLength, "ab\nüüü\n\na") == 1.5)
    }

    @Test func charactersByHand() {
        let text = "Ab1 _(é)\n"
        #expect(value(.characters, text) == 9)
        #expect(value(.alphanumericShare, text) == 4.0 / 9)
        #expect(value(.wordCharacterShare, text) == 5.0 / 9)
        #expect(value(.bracketShare, text) == 2.0 / 9)
        #expect(value(.spaceShare, text) == 2.0 / 9)
        #expect(value(.otherCharacterShare, text) == 4.0 / 9)
        #expect(value(.wordLengthDeviation, "a bbb") == 1)
    }

    /// ROOTS's definitions over strings.
    @Test func rootsRepetitionIsTheTwins() {
        var random = Philox(key: 5, counter: (0, 0))
        for _ in 0..<200 {
            let words = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                ["ab", "Ab", "c", "dé"][Int.random(in: 0..<4, using: &random)]
            }
            let text = words.joined(separator: " ")
            for n in [2, 3, 5] {
                let characters = Array(text)
                let grams =
                    characters.count < n ? [] : (0...characters.count - n).map { String(characters[$0..<$0 + n]) }
                let counts = Dictionary(grams.map { ($0, 1) }, uniquingKeysWith: +).values.sorted(by: >)
                let most = min(Int(Double(counts.count).squareRoot()), counts.count { $0 > 1 })
                let expected = grams.isEmpty ? 0 : Double(counts.prefix(most).reduce(0, +)) / Double(grams.count)
                #expect(value(.characterRepetition(n), text) == expected)
                let folded = words.map { $0.lowercased() }
                let wordGrams =
                    folded.count < n ? [] : (0...folded.count - n).map { folded[$0..<$0 + n].joined(separator: " ") }
                let again = Dictionary(wordGrams.map { ($0, 1) }, uniquingKeysWith: +).values.filter { $0 > 1 }.reduce(
                    0, +)
                #expect(
                    value(.wordRepetition(n), text) == (wordGrams.isEmpty ? 0 : Double(again) / Double(wordGrams.count))
                )
            }
        }
    }
}
