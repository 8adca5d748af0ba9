import Records
import Testing

@testable import Dedup

@Suite struct SubstringTests {
    private static func options(_ length: Int, _ unit: SubstringOptions.Unit = .bytes) throws -> PieceOptions {
        var options = SubstringOptions()
        (options.length, options.unit) = (length, unit)
        return try PieceOptions(method: .substring(options))
    }

    @Test func theFirstCopyStaysAndWhatIsShorterDoes() throws {
        let passage = "It was the best of times, it was the worst of times"
        let texts = [
            "Dickens: \(passage). End.", "Cited as \(passage)!", String(passage.prefix(30)), passage + passage,
        ]
        let found = try PieceCorpus([texts]).search(Self.options(40))
        #expect(found.texts == [texts[0], "Cited as!", texts[2], nil])
        #expect(found.cuts.first == .init(document: 1, bytes: 8..<60, kept: 0))
    }

    @Test func documentsAreNotRunTogether() throws {
        let found = try PieceCorpus([["abcdefgh", "ijklmnop", "abcdefghijklmnop"]]).search(Self.options(10))
        #expect(found.cuts.isEmpty)
    }

    /// What repeats begins and ends within characters; only whole ones go.
    @Test func charactersStayWhole() throws {
        // ж and Ѷ are D0 B6 and D1 B6, и and е D0 B8 and D0 B5.
        let texts = ["ж1234567890и", "Ѷ1234567890е"]
        let found = try PieceCorpus([texts]).search(Self.options(11))
        #expect(found.texts[0] == texts[0])
        #expect(found.texts.compactMap(\.self).allSatisfy { !$0.unicodeScalars.contains("\u{FFFD}") })
        #expect(found.cuts.map(\.bytes) == [2..<12])
    }

    @Test func aRepeatThatOverlapsWithItsFirstCopyLeavesThatWhole() throws {
        let texts = [String(repeating: "a", count: 100), String(repeating: "abcdefg ", count: 30), "b"]
        let found = try PieceCorpus([texts]).search(Self.options(24))
        #expect(found.texts[0] == String(repeating: "a", count: 24))
        #expect(found.texts[1]?.hasPrefix("abcdefg abcdefg abcdefg") == true)
        #expect(found.texts[1]?.count ?? 0 < 40)
    }

    @Test func wordsRepeatWhateverStandsBetweenThem() throws {
        let texts = ["One two, three four five six seven eight.", "ONE TWO three – four\nfive six seven eight nine"]
        let found = try PieceCorpus([texts]).search(Self.options(8, .words))
        #expect(found.texts == [texts[0], " nine"])
    }

    @Test func theLongestStaysIfThePolicySaysSo() throws {
        var options = try Self.options(12)
        options.keep = try KeepPolicy("longest")
        let texts = ["the same passage", "here is the same passage, and more"]
        #expect(try PieceCorpus([texts]).search(options).texts == [nil, texts[1]])
    }

    @Test func nonsenseIsRefused() { #expect(throws: DataError.self) { try Self.options(3) } }

    /// Against a dictionary of all windows, for texts of few and of many letters, in any parts and memory.
    @Test(arguments: [(2, 8), (2, 24), (4, 9), (26, 16)])
    func theTwinFindsTheSame(letters: Int, length: Int) throws {
        var random = Philox(key: 61, counter: (UInt64(letters), UInt64(length)))
        let passages = (0..<12).map { _ in
            (0..<Int.random(in: 5..<60, using: &random)).map { _ in UInt8(97 + random.next() % UInt64(letters)) }
        }
        let texts = (0..<120).map { _ in
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0..<5, using: &random) {
                text += passages[Int.random(in: 0..<12, using: &random)]
                text += (0..<Int.random(in: 0..<20, using: &random)).map { _ in
                    UInt8(97 + random.next() % UInt64(letters))
                }
            }
            return String(decoding: text, as: UTF8.self)
        }
        let options = try Self.options(length)
        let expected = Self.twin(texts.map { Array($0.utf8) }, length)
        for (cut, batch, memory) in [(0, 100, 1 << 24), (1, 1, 1 << 14), (61, 7, 1 << 16)] {
            let parts = PieceCorpus([Array(texts[..<cut]), Array(texts[cut...])])
            let found = try parts.search(options, batch: batch, memory: memory)
            var removed = texts.map { $0.utf8.map { _ in false } }
            for cut in found.cuts { for byte in cut.bytes { removed[cut.document][byte] = true } }
            #expect(removed == expected)
        }
    }

    private static func twin(_ texts: [[UInt8]], _ length: Int) -> [[Bool]] {
        var first: [[UInt8]: (Int, Int)] = [:]
        var removed = texts.map { $0.map { _ in false } }
        for (number, text) in texts.enumerated() where text.count >= length {
            for start in 0...text.count - length {
                let window = Array(text[start..<start + length])
                guard let (document, place) = first[window] else {
                    first[window] = (number, start)
                    continue
                }
                for byte in start..<start + length where document != number || byte >= place + length {
                    removed[number][byte] = true
                }
            }
        }
        return removed
    }

    /// Equal windows lie at the same place beside equal anchors, and each window in one run.
    @Test func anchorsDependOnTheWindowAlone() {
        var random = Philox(key: 67, counter: (0, 0))
        for length in [4, 8, 9, 50] {
            let winnowing = Winnowing(length: length)
            let text = (0..<2000).map { _ in UInt8(random.next() % 3) }
            var runs: [Winnowing.Run] = []
            text.withUnsafeBufferPointer { winnowing.forEachRun($0) { runs.append($0) } }
            #expect(runs.first?.first == 0 && runs.last?.last == text.count - length)
            #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.last + 1 == $1.first })
            for run in runs {
                let window = Array(text[run.last..<run.last + length])
                window.withUnsafeBufferPointer { units in
                    winnowing.forEachRun(units) { alone in
                        #expect(alone.hash == run.hash && alone.anchor == run.anchor - run.last)
                    }
                }
            }
        }
    }
}
