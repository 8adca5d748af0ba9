import Records
import Testing

@testable import Formats

@Suite struct JSONLinesTests {
    let folder = ScratchFolder()

    func read(_ text: String, _ options: SourceOptions = SourceOptions()) throws -> ReadRecords {
        ReadRecords(try folder.file("a.jsonl", text), options)
    }

    @Test func wantedMembersBecomeColumns() throws {
        let found = try read(
            #"{"n":[1, 2.50],"text":"a\n\u00e9\ud83d\ude00","id":"x","language":"de","source":"wiki","m":{"k":"v"}}"#
                + "\n")
        #expect(
            found.records == [
                .init(
                    id: "x", text: "a\né😀", language: "de", source: "wiki", rest: #""n":[1, 2.50],"m":{"k":"v"}"#,
                    offset: 0)
            ])
        #expect(found.bad.isEmpty && found.error == nil)
    }

    @Test func whatIsMissingIsFilledIn() throws {
        let found = try read(
            "{\"a\":1}\n\n \t\n{\"text\":null,\"id\":12.50,\"source\":null}\n{\"id\":\"\",\"text\":\"t\"}")
        let file = folder.path + "/a.jsonl"
        #expect(found.records.map(\.id) == [file + "#0", "12.50", file + "#\(found.records[2].offset)"])
        #expect(found.texts == ["", "", "t"])
        #expect(found.records.map(\.source) == ["here", "here", "here"])
        #expect(found.records[0].rest == #""a":1"#)
        #expect(found.bad.isEmpty)
    }

    @Test func namesMayBeOthers() throws {
        var options = SourceOptions()
        options.textField = "content"
        options.idField = "doc \"id\""
        options.languageField = ""
        let found = try read(#"{"content":"c","doc \"id\"":7,"language":"en","id":1,"text":"t"}"#, options)
        #expect(found.records.map(\.id) == ["7"])
        #expect(found.texts == ["c"])
        #expect(found.records.map(\.language) == [""])
        // Names that are written but not read must not come out twice.
        #expect(found.records.map(\.rest) == [#""language":"en","original_id":1,"original_text":"t""#])
    }

    @Test func lastOfDuplicatesCounts() throws {
        let found = try read(#"{"text":"first","id":1,"te\u0078t":"s\tcond","id":"two"}"#)
        #expect(found.texts == ["s\tcond"])
        #expect(found.records.map(\.id) == ["two"])
    }

    @Test(arguments: [
        (#"{"text":1}"#, "text is not a string"), (#"{"id":[]}"#, "id is not a string"),
        (#"{"language":{}}"#, "language is not"), (#"{"source":true}"#, "source is not"), ("[1]", "not a JSON object"),
        (#"{"text":"a"} x"#, "something follows"), (#"{"text":"\ud800"}"#, "surrogate"),
        (#"{"x":"\udc00"}"#, "surrogate"),
        (#"{"text":"a""#, "ends too early"), ("{\"text\":\"a\u{1}\"}", "control character"),
        ("{\"a\":NaN}", "misspelt"),
    ])
    func faultsAreQuarantined(line: String, reason: String) throws {
        let found = try read("{\"text\":\"before\"}\n" + line + "\n{\"text\":\"after\"}\n")
        #expect(found.texts == ["before", "after"])
        try #require(found.bad.count == 1)
        #expect(found.bad[0].reason.contains(reason), "\(found.bad[0].reason)")
        #expect(found.bad[0].line == 2)
        #expect(found.bad[0].offset == 18)
        #expect(found.bad[0].length == line.utf8.count)
        #expect(found.bad[0].beginning == line)
    }

    @Test func invalidUTF8IsQuarantined() throws {
        let bytes = Array("{\"text\":\"a\"}\n{\"text\":\"".utf8) + [0xC3, 0x28] + Array("\"}\n{\"text\":\"b\"}".utf8)
        let found = ReadRecords(try folder.file("a.jsonl", bytes))
        #expect(found.texts == ["a", "b"])
        #expect(found.bad.map(\.reason) == ["not valid UTF-8 (at byte 9 of the record)"])
    }

    @Test func markAndCarriageReturns() throws {
        let found = try read("\u{FEFF}{\"text\":\"a\"}\r\n\r\n{\"text\":\"b\"}\r\n")
        #expect(found.texts == ["a", "b"])
        #expect(found.records.map(\.offset) == [0, 19])
    }

    @Test func tooLongLinesArePassed() throws {
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(1000)
        let long = "{\"text\":\"" + String(repeating: "x", count: 3_000_000) + "\"}"
        let barely = "{\"text\":\"" + String(repeating: "x", count: 1000 - 11) + "\"}"
        let found = try read("{\"text\":\"a\"}\n\(long)\n\(barely)\n x\(barely)\n{\"text\":\"b\"}\n" + long, options)
        #expect(found.records.map(\.text.utf8.count) == [1, 989, 1])
        #expect(found.bad.map(\.line) == [2, 4, 6])
        #expect(found.bad.map(\.length) == [long.utf8.count + 1, barely.utf8.count + 2, long.utf8.count])
        #expect(found.bad.allSatisfy { $0.beginning.utf8.count <= BadRecord.quotedBytes })
    }

    @Test func emptyFileIsNoRecords() throws {
        #expect(try read("") == ReadRecords())
        #expect(try read("\n\n") == ReadRecords())
    }

    @Test func numbersOfLinesInAFileOfAFewBytes() throws {
        let path = try folder.file("a.jsonl", "\n\nx")
        #expect(ReadRecords(path, range: 2..<3).bad.map(\.line) == [3])
    }

    @Test func numbersOfLinesBeforeThePieceAreCounted() throws {
        let lines = (0..<50).map { $0 == 37 ? "bad" : "{\"text\":\"\($0)\"}" }.joined(separator: "\n")
        let path = try folder.file("a.jsonl", lines)
        for start in stride(from: 0, to: lines.utf8.count, by: 7) {
            let found = ReadRecords(path, range: start..<lines.utf8.count)
            for bad in found.bad { #expect(bad.line == 38) }
        }
    }
}
