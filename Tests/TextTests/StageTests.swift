import Records
import Testing

@testable import Text

private func batch(_ texts: [String], languages: [String] = []) -> Batch {
    var batch = Batch()
    for (index, text) in texts.enumerated() {
        batch.ids.append("r\(index)")
        batch.texts.append(text)
        batch.languages.append(index < languages.count ? languages[index] : "")
        batch.sources.append("")
        batch.rest.append("")
        batch.endRecord(offset: index)
    }
    return batch
}

@Suite struct NormaliseStageTests {
    private func normalised(_ text: String) throws -> String {
        var batch = batch([text])
        try NormaliseStage().process(&batch)
        return batch.texts.string(0)
    }

    @Test(arguments: [
        ("e\u{301}a", "\u{e9}a"), ("a\r\nb\rc", "a\nb\nc"), ("a \t\n b", "a\n b"), ("a\n\n\n\n\nb", "a\n\nb"),
        ("\u{0}a\u{7}b\u{7F}", "ab"), ("\n\n  a  \n\n", "  a"), ("\tx\ty", "\tx\ty"), ("", ""), (" \n ", ""),
        ("a\n   \nb", "a\n\nb"), ("\u{1100}\u{1161}", "\u{AC00}"),
    ])
    func oneForm(text: String, expected: String) throws {
        let result = try normalised(text)
        #expect(Array(result.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func doingItTwiceChangesNothing() throws {
        var random = Philox(key: 5, counter: (0, 0))
        let pieces = ["a", "e\u{301}", " ", "\n", "\r\n", "\t", "漢", "\u{7}", "\u{0915}\u{093C}", "😀"]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
            let once = try normalised(text)
            #expect(Array(try normalised(once).utf8) == Array(once.utf8))
        }
    }
}

@Suite struct LanguageStageTests {
    @Test func namesLanguagesByTodaysTags() throws {
        var batch = batch([
            "The children walked along the river until the evening came and the lamps were lit.",
            "Die Kinder gingen am Fluss entlang, bis der Abend kam und die Lampen brannten.",
            "孩子们沿着河边一直走到傍晚，街上的灯都亮了起来。", "הילדים הלכו לאורך הנהר עד שירד הערב והמנורות הודלקו.", "",
        ])
        try LanguageStage().process(&batch)
        #expect((0..<5).map { batch.languages.string($0) } == ["en", "de", "zh-Hans", "he", ""])
    }

    @Test func aLanguageThatIsThereStays() throws {
        var batch = batch(["The children walked along the river."], languages: ["fr"])
        try LanguageStage().process(&batch)
        #expect(batch.languages.string(0) == "fr")
    }

    @Test func lowSharesAreDroppedOnlyWhenAsked() throws {
        var stage = LanguageStage()
        stage.minimumShare = 0.5
        var batch = batch(["xq zzv qqx kkj", "The children walked along the river until the evening came."])
        try stage.process(&batch)
        #expect(!batch.isKept(0) && batch.isKept(1))
    }
}
