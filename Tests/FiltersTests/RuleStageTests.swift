import Records
import Testing

@testable import Filters

@Suite struct RuleStageTests {
    private func stage(_ sets: RuleSet..., annotate: String? = nil) throws -> RuleStage {
        var stage = RuleStage()
        stage.sets = sets
        stage.annotate = annotate
        try stage.check()
        return stage
    }

    private func batch(_ texts: [String], language: String = "en", rest: String = "") -> Batch {
        var batch = Batch()
        for (number, text) in texts.enumerated() {
            batch.ids.append("r\(number)")
            batch.texts.append(text)
            batch.languages.append(language)
            batch.sources.append("")
            batch.rest.append(rest)
            batch.endRecord(offset: 0)
        }
        return batch
    }

    private func dropped(_ text: String, _ set: RuleSet, language: String = "en") throws -> String? {
        let stage = try stage(set)
        var batch = batch([text], language: language)
        try stage.process(&batch)
        return batch.drops[0].map { stage.rules[$0.rule] }
    }

    private let sentence = "The people of the village have come to meet and talk with the miller about that bread. "

    @Test func gopherQualityHasItsEdges() throws {
        let all = RuleSet(gopherQuality: GopherQuality())
        #expect(try dropped(String(repeating: sentence, count: 4), all) == nil)
        #expect(try dropped(sentence, all) == "gopherQuality/words")
        var few = all
        few.gopherQuality?.minimumWords = 3
        var fewWithSymbols = few
        fewWithSymbols.gopherQuality?.maximumSymbolShare = 10
        #expect(try dropped("a b c d e of the", few) == "gopherQuality/meanWordLength")
        #expect(try dropped("the # people # of # town", few) == "gopherQuality/hashShare")
        #expect(try dropped("- the people\n- of that town", few) == "gopherQuality/bulletLineShare")
        #expect(
            try dropped("the people ...\nof that town...\nhave bread", fewWithSymbols)
                == "gopherQuality/ellipsisLineShare")
        #expect(try dropped("the people 1984 2001 2010 1999 2024", few) == "gopherQuality/alphabeticShare")
        #expect(try dropped("people walk home every single evening", few) == "gopherQuality/stopWords")
        #expect(try dropped("people walk home every single evening", few, language: "") == "gopherQuality/stopWords")
        #expect(try dropped("people walk home every single evening", few, language: "fi") == nil)
        #expect(try dropped("孩子们沿着河边一直走到傍晚。", few, language: "zh-Hans") == nil)
    }

    @Test func repetitionIsFound() throws {
        let repetition = RuleSet(gopherRepetition: GopherRepetition())
        let lines = (0..<10).map { line in (0..<8).map { "word\(line)x\($0)" }.joined(separator: " ") }
        #expect(try dropped(lines.joined(separator: "\n"), repetition) == nil)
        let repeated = lines.prefix(5) + Array(repeating: "the very same line again and again", count: 5)
        #expect(try dropped(repeated.joined(separator: "\n"), repetition) == "gopherRepetition/duplicateLineShare")
        #expect(
            try dropped(String(repeating: "buy now ", count: 50), repetition) == "gopherRepetition/topNgramShare[2]")
        #expect(try dropped("", repetition) == "gopherRepetition/characters")
    }

    @Test func otherSetsHaveTheirEdges() throws {
        let long = String(repeating: "a", count: 200)
        #expect(try dropped("\(long)\n\(long)\n\(long)", RuleSet(mc4: MC4())) == nil)
        #expect(try dropped("\(long)\n\(long)\n\(long.dropLast())", RuleSet(mc4: MC4())) == "mc4/thirdLongestLine")
        #expect(try dropped(String(long.prefix(299 - 200)) + long, RuleSet(ccnet: CCNet())) == "ccnet/characters")
        #expect(try dropped(long + String(long.prefix(100)), RuleSet(ccnet: CCNet())) == nil)
        #expect(
            try dropped("x = {};" + String(repeating: "()", count: 30), RuleSet(github: GitHub()))
                == "github/alphanumericShare")
        #expect(try dropped(String(repeating: "ab ", count: 400), RuleSet(github: GitHub())) == "github/longestLine")
        #expect(try dropped("word " + long, RuleSet(rootsCode: RootsCode())) == "rootsCode/wordCharacterShare")
        #expect(try dropped("short", RuleSet(rootsCode: RootsCode())) == "rootsCode/characters")
        #expect(try dropped("12345", RuleSet(nemo: NeMo())) == "nemo/numberShare")
        #expect(try dropped("one", RuleSet(roots: Roots()), language: "en") == "roots/words")
        #expect(try dropped("one", RuleSet(roots: Roots()), language: "tlh") == nil)
        let same = String(repeating: sentence, count: 4)
        #expect(try dropped(same, RuleSet(roots: Roots()), language: "en") == "roots/characterRepetition[10]")
    }

    @Test func c4TakesLinesOut() throws {
        let stage = try stage(RuleSet(c4: C4()))
        let prose = "One line is here. And another one is.\n"
        var batch = batch([
            "Menu\n\(prose)We use cookies on this page.\nRead [12] this text.[edit]\nToo short.\nNo end mark here\n\(prose)",
            prose + prose + prose + "Lorem ipsum dolor sit amet.", prose + prose + prose + "let x = { y } or so.",
            prose + "An ellipsis ends this line...\n" + String(repeating: "w", count: 1001) + " is a long word.",
            prose + prose + "Please turn on JavaScript now.\n" + prose,
        ])
        try stage.process(&batch)
        #expect(batch.texts.string(0) == prose + "Read  this text.\n" + prose.dropLast())
        #expect(
            batch.drops.map { $0.map { stage.rules[$0.rule] } } == [
                nil, "c4/loremIpsum", "c4/curlyBracket", "c4/sentences", nil,
            ])
        #expect(batch.texts.string(4) == prose + prose + prose.dropLast())
    }

    @Test func laterSetsSeeWhatC4Left() throws {
        let menu = String(repeating: "Home\n", count: 30)
        let prose = (0..<6).map { "This is sentence \($0) of a page about the weather." }.joined(separator: "\n")
        let fineweb = RuleSet(fineweb: FineWeb())
        #expect(try dropped(menu + prose, fineweb) == "fineweb/shortLineShare")
        let stage = try stage(RuleSet(c4: C4()), fineweb)
        var batch = batch([menu + prose])
        try stage.process(&batch)
        #expect(batch.isKept(0))
    }

    @Test func customRulesKnowMeasuresAndFields() throws {
        let rule = RuleSet(
            custom: [CustomRule(name: "house", drop: "words < 4 or topNgramShare[2] > 0.5 or likes == 3")])
        #expect(try dropped("one two three", rule) == "custom/house")
        #expect(try dropped("to do to do to do to do", rule) == "custom/house")
        #expect(try dropped("one two three four", rule) == nil)
        let stage = try stage(rule)
        var liked = batch(["one two three four"], rest: "\"likes\":3")
        try stage.process(&liked)
        #expect(!liked.isKept(0))
    }

    @Test func whatIsWrongIsSaid() {
        #expect(throws: DataError.self) { try stage() }
        #expect(throws: DataError.self) { try stage(RuleSet()) }
        #expect(throws: DataError.self) { try stage(RuleSet(c4: C4(), mc4: MC4())) }
        for condition in ["words <", "words + 1", "nothing("] {
            #expect(throws: DataError.self) {
                try stage(RuleSet(custom: [CustomRule(name: "x", drop: condition)]))
            }
        }
    }

    @Test func annotationsKeepEverything() throws {
        let stage = try stage(
            RuleSet(gopherQuality: GopherQuality()), RuleSet(c4: C4()),
            RuleSet(custom: [CustomRule(name: "n", drop: "tokens > 1")]), annotate: "quality")
        var batch = batch(["one #two\n", ""], rest: "\"a\":1")
        try stage.process(&batch)
        #expect(batch.keptCount == 2 && batch.texts.string(0) == "one #two\n")
        #expect(
            batch.rest.string(0)
                == #""a":1,"quality":{"gopherQuality":{"words":2,"meanWordLength":3,"hashShare":0.3333333333333333,"ellipsisShare":0,"bulletLineShare":0,"ellipsisLineShare":0,"alphabeticShare":0.6666666666666666,"stopWords":0,"drops":["words","hashShare","alphabeticShare","stopWords"]},"c4":{"sentences":0,"keptLines":0,"drops":["sentences"]},"custom":{"tokens":3,"drops":["n"]}}"#
        )
        #expect(batch.rest.string(1).hasPrefix(#""a":1,"quality":{"gopherQuality":{"words":0,"meanWordLength":0,"#))
    }

    @Test func scoresAreToldWhetherARecordIsDroppedOrNot() throws {
        let stage = try stage(RuleSet(mc4: MC4()), RuleSet(ccnet: CCNet()))
        let long = String(repeating: "a", count: 250)
        var batch = batch(["short", "\(long)\n\(long)\n\(long)"])
        try stage.process(&batch)
        #expect(batch.scores.map(\.rule) == [0, 0, 1])
        #expect(batch.scores.map(\.value) == [0, 250, 752])
    }
}
