import Records
import Testing

@testable import Formats

@Suite struct StackExchangeTests {
    let folder = ScratchFolder()

    static func row(_ id: Int, parent: Int? = nil, score: Int = 0, body: String, more: String = "") -> String {
        let type = parent.map { "2\" ParentId=\"\($0)" } ?? "1"
        return "  <row Id=\"\(id)\" PostTypeId=\"\(type)\" Score=\"\(score)\" Body=\"\(body)\" \(more)/>\n"
    }

    static func posts(_ rows: [String]) -> String {
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<posts>\n" + rows.joined() + "</posts>\n"
    }

    static let small = posts([
        row(7, parent: 3, score: -2, body: "worst"), row(9, parent: 3, score: 5, body: "&lt;p&gt;best&lt;/p&gt;"),
        row(
            3, score: 4, body: "&lt;p&gt;How &amp;amp; why?&lt;/p&gt;&#xA;",
            more: "Title=\"Grind &amp; sift\" Tags=\"&lt;mill&gt;&lt;c#&gt;\" AcceptedAnswerId=\"8\""),
        row(8, parent: 3, score: 5, body: "as good, older"), row(2, body: "alone", more: "Tags=\"|a|b|\""),
        "<row Id=\"20\" PostTypeId=\"5\" Body=\"a tag\"/>", row(11, parent: 99, body: "orphan"),
        "<row PostTypeId=\"1\" Body=\"nameless\"/>",
    ])

    @Test func questionsWithTheirAnswers() throws {
        let found = ReadRecords(try folder.file("Posts.xml", Self.small))
        #expect(found.error == nil)
        #expect(found.records.map(\.id) == ["2", "3"])
        #expect(
            found.texts == [
                "Q: alone",
                "Q: Grind & sift\n\nHow & why?\n\nA: as good, older\n\nA: best\n\nA: worst",
            ])
        #expect(
            found.records.map(\.rest) == [
                #""title":"","tags":["a","b"],"score":0,"answers":[]"#,
                #""title":"Grind & sift","tags":["mill","c#"],"score":4,"answers":[{"id":8,"score":5,"accepted":true},{"id":9,"score":5},{"id":7,"score":-2}]"#,
            ])
        let bytes = Array(Self.small.utf8)
        for record in found.records { #expect(bytes[record.offset...].starts(with: "<row Id=\"\(record.id)\"".utf8)) }
        #expect(found.bad.count == 2)
        #expect(found.bad.allSatisfy { bytes[$0.offset...].starts(with: "<row".utf8) })
        #expect(found.bad.contains { $0.reason.contains("question 99") && $0.line == 8 })
    }

    /// Truncated: what is whole is joined and given, then the fault is told.
    @Test func everyCut() throws {
        let bytes = Array(Self.small.utf8)
        for length in 0..<(bytes.count - 2) {
            let found = ReadRecords(try folder.file("Posts.xml", Array(bytes[..<length])))
            #expect(found.error != nil || length == 0)
            let rows = String(decoding: bytes[..<length], as: UTF8.self).split(separator: "/>").dropLast().count
            if rows >= 5 { #expect(found.records.count == 2) }
        }
    }

    @Test(arguments: [1, 10, 64])
    func spilledSortSorts(kilobytes: Int) throws {
        var draws = Philox(key: 3, counter: (UInt64(kilobytes), 0))
        let sort = SpilledSort(memory: kilobytes << 10)
        var entries: [SpilledSort.Entry] = []
        for number in 0..<3000 {
            let key = (0..<Int.random(in: 0...3, using: &draws)).map { _ in UInt8.random(in: 0...3, using: &draws) }
            let value = Array("\(number)".utf8) + Array(repeating: 0x78, count: number % 50 == 0 ? 5000 : number % 7)
            entries.append(.init(key: key, value: value))
            try sort.append(key) { $0 += value }
        }
        try sort.finish()
        // Swift's sort is stable.
        let expected = entries.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        for one in expected {
            let found = try #require(try sort.take())
            #expect(found.key == one.key && found.value == one.value)
        }
        #expect(try sort.take() == nil)
    }

    /// Answers anywhere, in memory that is far too small: as if all were sorted at once.
    @Test func joiningSpills() throws {
        var draws = Philox(key: 4, counter: (0, 0))
        var rows: [(id: Int, parent: Int?, score: Int)] = (1...2000).map {
            ($0, $0 % 4 == 0 ? nil : $0 / 4 * 4 + 4, $0 % 5)
        }
        rows.shuffle(using: &draws)
        let text = Self.posts(rows.map { Self.row($0.id, parent: $0.parent, score: $0.score, body: "p\($0.id)") })
        let path = try folder.file("Posts.xml", text)
        let found = ReadRecords(path, limit: .init(records: 7))
        let questions = rows.filter { $0.parent == nil }.sorted { $0.id < $1.id }
        let expected = questions.map { question in
            let answers = rows.filter { $0.parent == question.id }.sorted { ($1.score, $0.id) < ($0.score, $1.id) }
            return "Q: p\(question.id)" + answers.map { "\n\nA: p\($0.id)" }.joined()
        }
        #expect(found.texts == expected)
        #expect(found.error == nil && found.bad.isEmpty)
    }

    @Test(arguments: [
        ("<p>One</p>\n\n<p>Two <b>bold</b>\nline</p>", "One\n\nTwo bold line"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>", "a\nb\n\nc"),
        (
            "<p>Run</p>\n<pre><code>if (a &lt; b) {\n    c();\n}\n</code></pre>\n<p>then</p>",
            "Run\n\nif (a < b) {\n    c();\n}\n\nthen"
        ),
        ("a<br>b<br />c", "a\nb\nc"), ("x <a href=\"y>z\">link</a>", "x z\">link"), ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("<script>x<y</script>a<!-- b -->c", "ac"), ("&nbsp;a&#39;b&hellip;", " a'b…"), ("", ""), ("<p></p>", ""),
        ("<a <b>x", "x"), ("x<", "x<"), ("<script>never closed", ""),
    ])
    func tagsGo(html: String, text: String) {
        var output: [UInt8] = []
        HTMLFragment.appendText(Array(html.utf8).span, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == text)
    }
}
