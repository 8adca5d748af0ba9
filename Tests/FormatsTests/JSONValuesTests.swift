import Records
import TestSupport
import Testing

@testable import Formats

@Suite struct JSONValuesTests {
    let folder = ScratchFolder()

    func read(_ text: String, _ options: SourceOptions = SourceOptions()) throws -> ReadRecords {
        ReadRecords(try folder.file("a.json", text), options)
    }

    @Test func elementsOfAnArray() throws {
        let found = try read(
            "\u{FEFF} [\n {\"text\": \"a [\\\"{\", \"m\": {\n  \"k\": \" \\\" \"\n } },\r\n {\"text\":\"b\"} \n]\n")
        #expect(found.error == nil && found.bad.isEmpty)
        #expect(found.texts == ["a [\"{", "b"])
        // A member over several lines would break JSON Lines, so it is put on one.
        #expect(found.records.map(\.rest) == [#""m":{"k":" \" "}"#, ""])
        #expect(found.records.map(\.offset) == [7, 55])
    }

    @Test func objectsOneAfterTheOther() throws {
        #expect(try read("{\"text\":\"a\"}\n{\"text\":\n\"b\"}{\"text\":\"c\"}").texts == ["a", "b", "c"])
        #expect(try read("{\n \"text\": \"only\"\n}").texts == ["only"])
        #expect(try read("") == ReadRecords())
        #expect(try read(" []\n") == ReadRecords())
    }

    @Test func whatIsNoRecordIsQuarantined() throws {
        let found = try read("[1,\n\"x\", {\"text\":\"a\"}, [2], {\"text\":2}, {bad}, null, {\"text\":\"b\"}]")
        #expect(found.error == nil)
        #expect(found.texts == ["a", "b"])
        #expect(found.bad.map(\.beginning) == ["1", "\"x\"", "[2]", "{\"text\":2}", "{bad}", "null"])
        #expect(found.bad.map(\.line) == [1, 2, 2, 2, 2, 2])
    }

    @Test(arguments: [
        "[{\"text\":\"a\"}", "[{\"text\":\"a\"},", "[{\"text\":\"a\"},]", "[{\"text\":\"a\"}] x",
        "[{\"text\":\"a\"} {\"text\":\"b\"}]",
        "[{\"text\":\"a\"},,{\"text\":\"b\"}]", "[{\"text\":\"a\"}}", "[{\"text\":\"a\"},{\"text\":\"b",
        "[{\"text\":\"a\"},{\"text\":\"b\"",
    ])
    func brokenArraysAreErrorsAfterTheGoodPart(text: String) throws {
        let found = try read(text)
        #expect(found.texts == ["a"])
        #expect(found.error?.line == 1)
        #expect(found.error?.offset != nil)
    }

    @Test(arguments: [",[", "]", "}", "}]{", "abc def", "[", "{", "\"", "[,"])
    func nonsenseEnds(text: String) throws {
        let found = try read(text)
        #expect(found.records.isEmpty)
        #expect(found.error != nil || !found.bad.isEmpty)
    }

    @Test func elementsOverTheLimitArePassed() throws {
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(100)
        let long = "{\"x\":[" + String(repeating: "\"],{\\\"\",", count: 200_000) + "0]}"
        let found = try read(
            "[{\"text\":\"a\"},\(long),{\"text\":\"b\"},{\"t\":\"\(String(repeating: "y", count: 100))\"}]", options)
        #expect(found.error == nil)
        #expect(found.texts == ["a", "b"])
        #expect(found.bad.map(\.length) == [long.utf8.count, 108])
    }

    @Test(.enabled(if: Fixtures.sharedData("instructions") != nil, "needs ../shared/data"))
    func realInstructions() throws {
        let path = try #require(Fixtures.sharedData("instructions/gsm_8k_train.json"))
        let found = ReadRecords(path)
        #expect(found.error == nil && found.bad.isEmpty)
        #expect(found.records.count > 7000)
        #expect(found.records.allSatisfy { $0.rest.hasPrefix("\"instruction\"") && !$0.rest.contains("\n") })
    }
}
