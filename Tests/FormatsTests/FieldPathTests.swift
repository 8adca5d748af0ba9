import Records
import Testing

@testable import Formats

@Suite struct FieldPathTests {
    let folder = ScratchFolder()

    func read(_ text: String, text path: String, id: String = "id", _ dialect: JSONDialect = .strict) throws
        -> ReadRecords
    {
        var options = SourceOptions()
        options.textField = path
        options.idField = id
        options.jsonDialect = dialect
        return ReadRecords(try folder.file("a.jsonl", text), options)
    }

    @Test func pathsAreTakenApart() throws {
        func steps(_ text: String) throws -> [FieldPath.Step] {
            let path = try FieldPath(text)
            return [.name(path.name)] + path.steps
        }
        func name(_ text: String) -> FieldPath.Step { .name(Array(text.utf8)) }
        #expect(try steps("text") == [name("text")])
        #expect(try steps("a.b.c") == [name("a"), name("b"), name("c")])
        #expect(try steps("messages[0].content") == [name("messages"), .element(0), name("content")])
        #expect(try steps("m[10][2]") == [name("m"), .element(10), .element(2)])
        #expect(try steps(#"title\.en\[x\]\\"#) == [name(#"title.en[x]\"#)])
        #expect(try steps("Überschrift 日本") == [name("Überschrift 日本")])
    }

    @Test(arguments: [
        "", ".", "a.", ".a", "a..b", "[0]", "a[", "a[]", "a[x]", "a[-1]", "a[0", "a]", "a[0]b", "a[0].", "a\\",
        "a[99999999999999999999]", "a.[0]",
    ])
    func whatIsNoPathIsRefused(text: String) {
        #expect(throws: DataError.self) { try FieldPath(text) }
    }

    @Test func aWrongPathIsAnErrorOfTheFile() throws {
        let found = try read("{}", text: "a[")
        #expect(found.error?.cause == "'a[' is not a path to a field")
    }

    @Test func deepFieldsLeaveTheirMemberWhole() throws {
        let line = #"{"messages":[{"role":"user","content":"q\n\u00e9"},{"content":"a"}],"meta":{"id":7},"x":1}"#
        let found = try read(line, text: "messages[0].content", id: "meta.id")
        #expect(found.texts == ["q\né"])
        #expect(found.records.map(\.id) == ["7"])
        #expect(found.records.map(\.rest) == [String(line.dropFirst().dropLast())])
        #expect(try read(line, text: "messages[1].content").texts == ["a"])
    }

    @Test(arguments: [
        #"{"m":[]}"#, #"{"m":[1]}"#, #"{"m":[{}]}"#, #"{"m":{"0":1}}"#, #"{"m":null}"#, #"{"m":[{"c":null}]}"#,
        #"{"n":1}"#, #"{"m":[{"c":"x"}],"m":3}"#, #"{"m":[{"c":"x","c":null}]}"#,
    ])
    func whatIsNotThereIsNoText(line: String) throws {
        let found = try read(line, text: "m[0].c")
        #expect(found.texts == [""])
        #expect(found.bad.isEmpty)
    }

    @Test func theLastOfDuplicatesCountsAtEveryStep() throws {
        let line = #"{"m":{"c":"1"},"m":{"c":"2","\u0063":"3"},"n":{"c":"4"}}"#
        #expect(try read(line, text: "m.c").texts == ["3"])
        #expect(try read(#"{"t":"long enough to stay","t":"s"}"#, text: "t").texts == ["s"])
        #expect(try read(#"{"t":"gone","t":null}"#, text: "t").texts == [""])
    }

    @Test func wrongTypesAtTheEndAreFaults() throws {
        #expect(
            try read(#"{"m":{"c":1}}"#, text: "m.c").bad.map(\.reason) == [
                "its text is not a string but of type number"
            ])
        #expect(try read(#"{"t":"x","t":[]}"#, text: "t").bad.count == 1)
    }

    @Test func oneMemberMayBeSeveralFields() throws {
        let found = try read(#"{"t":"both\n","u":1}"#, text: "t", id: "t")
        #expect(found.records.map(\.id) == ["both\n"])
        #expect(found.texts == ["both\n"])
        #expect(found.records.map(\.rest) == [#""u":1"#])
    }

    @Test func namesOfTheWritersAreRenamed() throws {
        // Bytes and newlines are told apart after the renamed name's quote, too.
        var options = SourceOptions()
        options.textField = "a.b"
        let found = ReadRecords(
            try folder.file("n.json", "{\"text\" : [1,\n \"x\\\"\" ], \"a\":{\"b\":\"t\"}}"), options)
        #expect(found.records.map(\.rest) == [#""original_text":[1,"x\""],"a":{"b":"t"}"#])
    }

    @Test func pythonsDialectIsReadAndWrittenStrictly() throws {
        let line = #"{"text":"a\ud800b\udc00\ud83d\ude00","n":[NaN,-Infinity,1],"s":"\ud800 \"\\ud800","\udfff":2}"#
        #expect(try read(line, text: "text").bad.count == 1)
        let found = try read(line, text: "text", .python)
        #expect(found.texts == ["a\u{FFFD}b\u{FFFD}😀"])
        #expect(
            found.records.map(\.rest) == [#""n":[null,null,1],"s":"\ufffd \"\\ud800","\ufffd":2"#])
        #expect(try read(#"{"text":NaN}"#, text: "text", .python).texts == [""])
    }
}
