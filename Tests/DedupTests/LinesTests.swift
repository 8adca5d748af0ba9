import Records
import Testing

@testable import Dedup

@Suite struct LinesTests {
    private func left(_ texts: [String], _ change: (inout LinesOptions) -> Void = { _ in }) throws -> [String?] {
        try PieceCorpus([texts]).search(.lines(change)).texts
    }

    @Test func theFirstOfEqualLinesStays() throws {
        let texts = ["Home\nA story.\n\nThe end.", "home \nAnother.\nthe  END.\nMore", "A story.\nThe end.", "x\ny\nx"]
        #expect(try left(texts) == ["Home\nA story.\n\nThe end.", "Another.\nMore", nil, "x\ny"])
        #expect(try left(texts) { $0.ignore = [] }[1] == "home \nAnother.\nthe  END.\nMore")
        let cuts = try PieceCorpus([texts]).search(.lines()).cuts
        #expect(cuts.first == .init(document: 1, bytes: 0..<6, kept: 0) && cuts.last?.kept == 3)
    }

    @Test func indentationEmptyLinesAndTheLastNewlineStayWithWhatStays() throws {
        let texts = ["menu\nfoot", "  a\n\n\nmenu\n\n    b\n", "c\nmenu\n", "\n\nmenu\nd", "e\r\nmenu\r\n"]
        #expect(try left(texts) == ["menu\nfoot", "  a\n\n\n    b\n", "c\n", "\n\nd", "e\r\n"])
    }

    @Test func whatIsSeenSeldomStays() throws {
        let texts = ["a\nb", "a\nb", "a\nc", "a"]
        #expect(try left(texts) { $0.atLeast = 3 } == ["a\nb", "b", "c", nil])
        #expect(try left(texts) { $0.atLeast = 5 } == texts)
    }

    @Test func paragraphsAreWholeOrNotAtAll() throws {
        let texts = ["One\nand two.\n\nThree.", "One\nAnd two.\n \nOne\n\nThree.\n\nFour."]
        #expect(try left(texts) { $0.piece = .paragraph } == [texts[0], "One\n\nFour."])
    }

    @Test func threeSentencesInARowAreOne() throws {
        let first = "It rains. Then J. Smith said so! \"Does it?\" Yes."
        let texts = [
            first, "Well. It rains. Then J. Smith said so! \"Does it?\" No.", "It rains. Then J. Smith said so!",
        ]
        let found = try left(texts) { ($0.piece, $0.span) = (.sentence, 3) }
        #expect(found == [first, "Well. No.", texts[2]])
    }

    /// The second of two overlapping spans must not take from the first, which stays.
    @Test func overlappingRepeatsLeaveTheFirstWhole() throws {
        let found = try left(["a\na\na\na\na\nb"]) { $0.span = 3 }
        #expect(found == ["a\na\na\nb"])
    }

    @Test(arguments: [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("e.g. this is one. It is.", ["e.g. this is one.", "It is."]),
        ("他来了。他走了！好", ["他来了。", "他走了！", "好"]), ("「はい。」と言った。", ["「はい。」", "と言った。"]),
        ("Он ушёл… Она осталась.", ["Он ушёл…", "Она осталась."]), ("वह आया। वह गया।", ["वह आया।", "वह गया।"]),
        ("ሰላም። እንዴት፧", ["ሰላም።", "እንዴት፧"]), ("3.14 is pi. V1.2", ["3.14 is pi.", "V1.2"]), ("no end", ["no end"]),
        ("...", ["..."]), ("", []), (" \n a. \n\t b ", ["a.", "b"]), ("A. B. Yes.", ["A. B. Yes."]),
    ])
    func sentencesEndWhereTheyDo(text: String, sentences: [String]) {
        var ranges: [Range<Int>] = []
        let bytes = Array(text.utf8)
        PieceCutter(piece: .sentence).append(bytes.span, to: &ranges)
        #expect(ranges.map { String(decoding: bytes[$0], as: UTF8.self) } == sentences)
    }

    @Test func illFormedTextIsCutAsAnyOther() {
        for bytes in [[0xFF, 0x2E, 0x20, 0xE3, 0x80], [0x2E, 0xE2], [0x41, 0x2E], [0x80, 0x0A, 0xC3]] as [[UInt8]] {
            for piece in LinesOptions.Piece.allCases {
                var ranges: [Range<Int>] = []
                PieceCutter(piece: piece).append(bytes.span, to: &ranges)
                #expect(ranges.allSatisfy { $0.lowerBound < $0.upperBound && $0.upperBound <= bytes.count })
            }
        }
    }

    @Test func theDocumentThatThePolicyPrefersKeepsItsLine() throws {
        var options = try PieceOptions.lines()
        options.keep = try KeepPolicy("longest")
        let texts = ["a\nb", "a\nlonger\nb", "b\nb"]
        #expect(try PieceCorpus([texts]).search(options).texts == [nil, "a\nlonger\nb", nil])
        options.keep = KeepPolicy()
        options.within = try RecordField("source")
        let documents = ["web", "wiki", "web"].map { Corpus.Document(text: "same\n\($0)", source: $0) }
        #expect(
            try PieceCorpus(documents: [documents]).search(options).texts == ["same\nweb", "same\nwiki", nil])
    }

    @Test func nonsenseIsRefused() {
        #expect(throws: DataError.self) { try PieceOptions.lines { $0.span = 0 } }
        #expect(throws: DataError.self) { try PieceOptions.lines { $0.atLeast = 1 } }
    }

    /// Against a dictionary of arrays of lines, at any number of parts, size of batches and memory.
    @Test(arguments: [(1, 2), (2, 2), (3, 2), (1, 3), (2, 4)])
    func theTwinFindsTheSame(span: Int, atLeast: Int) throws {
        var random = Philox(key: 51, counter: (0, UInt64(span * 10 + atLeast)))
        let texts = (0..<300).map { _ in
            (0..<Int.random(in: 1..<12, using: &random)).map { _ in "line \(random.next() % 60)" }
                .joined(separator: "\n")
        }
        let options = try PieceOptions.lines { ($0.span, $0.atLeast) = (span, atLeast) }
        let expected = Self.twin(texts.map { $0.split(separator: "\n").map(String.init) }, span, atLeast)
        for (cut, batch, memory) in [(0, 100, 1 << 24), (1, 1, 1), (170, 7, 1 << 12)] {
            let parts = PieceCorpus([Array(texts[..<cut]), Array(texts[cut...])])
            #expect(try parts.search(options, batch: batch, memory: memory).texts == expected)
        }
    }

    private static func twin(_ texts: [[String]], _ span: Int, _ atLeast: Int) -> [String?] {
        var places: [[String]: [(Int, Int)]] = [:]
        for (number, lines) in texts.enumerated() where lines.count >= span {
            for start in 0...lines.count - span {
                places[Array(lines[start..<start + span]), default: []].append((number, start))
            }
        }
        var removed = texts.map { $0.map { _ in false } }
        for equal in places.values where equal.count >= atLeast {
            for (number, start) in equal.dropFirst() {
                for line in start..<start + span where number != equal[0].0 || line >= equal[0].1 + span {
                    removed[number][line] = true
                }
            }
        }
        return texts.enumerated().map { number, lines in
            let left = lines.indices.filter { !removed[number][$0] }.map { lines[$0] }
            return left.isEmpty ? nil : left.joined(separator: "\n")
        }
    }
}

extension PieceOptions {
    static func lines(_ change: (inout LinesOptions) -> Void = { _ in }) throws -> PieceOptions {
        var options = LinesOptions()
        change(&options)
        return try PieceOptions(method: .lines(options))
    }
}
