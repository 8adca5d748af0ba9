import Records
import Testing

@testable import Formats

@Suite struct PlainTextTests {
    let folder = ScratchFolder()

    func read(_ text: String, _ unit: TextUnit, limit: Int = 1000) throws -> ReadRecords {
        var options = SourceOptions()
        options.unit = unit
        options.maximumRecordBytes = ByteSize(limit)
        return ReadRecords(try folder.file("a.txt", text), options)
    }

    static let text = "\u{FEFF}one\r\ntwo\r\n \t\r\n\r\nthree\n\n\nfour\nfive"

    @Test func unitsOfText() throws {
        #expect(try read(Self.text, .line).texts == ["one", "two", "three", "four", "five"])
        #expect(try read(Self.text, .line).records.map(\.offset) == [0, 8, 19, 27, 32])
        #expect(try read(Self.text, .paragraph).texts == ["one\ntwo", "three", "four\nfive"])
        #expect(try read(Self.text, .paragraph).records.map(\.offset) == [0, 19, 27])
        #expect(try read(Self.text, .file).texts == ["one\r\ntwo\r\n \t\r\n\r\nthree\n\n\nfour\nfive"])
        for unit in TextUnit.allCases { #expect(try read("", unit) == ReadRecords()) }
    }

    @Test func tooLongIsQuarantined() throws {
        let long = String(repeating: "x", count: 900_000)
        let lines = try read("a\n\(long)\nb\n", .line)
        #expect(lines.texts == ["a", "b"])
        #expect(lines.bad.map(\.length) == [900_001])
        let paragraphs = try read("a\n\n\(long)\nmore\n\nb\n\nc\n\(long)\n\nd", .paragraph)
        #expect(paragraphs.texts == ["a", "b", "d"])
        #expect(paragraphs.bad.map(\.length) == [900_006, 900_003])
        #expect(paragraphs.bad.map(\.line) == [3, 8])
        let file = try read(long, .file)
        #expect(file.records.isEmpty)
        #expect(file.bad.map(\.length) == [900_000])
    }

    @Test func invalidUTF8IsQuarantined() throws {
        var options = SourceOptions()
        let path = try folder.file("b.txt", Array("good\n\nb".utf8) + [0xC3] + Array("\n\nalso".utf8))
        for (unit, good) in [(TextUnit.line, ["good", "also"]), (.paragraph, ["good", "also"]), (.file, [])] {
            options.unit = unit
            let found = ReadRecords(path, options)
            #expect(found.texts == good)
            #expect(found.bad.count == 1)
        }
    }
}
