import Records
import Testing

@testable import Formats

@Suite struct PlainTextTests {
    let folder = ScratchFolder()

    func read(_ text: String, _ unit: TextUnit, limit: Int = 1000) throws -> ReadRecords {
        var options = SourceOptions()
        options.unit = unit
        options.maximumRecordBytes = ByteSize(limit)
        options.separator = "--"
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

    @Test func separatorsPartDocuments() throws {
        #expect(try read("a\n--\nb\n--\n--\n \n--\nc\n", .separator).texts == ["a\n", "\nb\n", "\nc\n"])
        #expect(try read("a--b---c----d", .separator).texts == ["a", "b", "-c", "d"])
        #expect(try read("a--b---c----d", .separator).records.map(\.offset) == [0, 3, 6, 12])
        #expect(try read("\u{FEFF}a--\u{FEFF}b", .separator).texts == ["a", "\u{FEFF}b"])
        #expect(try read("--", .separator).texts == [])
        #expect(try read("no separator-", .separator).texts == ["no separator-"])
    }

    @Test func separatorsOfSeveralBytesAreFoundAcrossReads() throws {
        var options = SourceOptions()
        options.unit = .separator
        options.separator = "<|endoftext|>"
        let documents = (0..<40).map { String(repeating: "x<|end", count: 2000 + $0) }
        let path = try folder.file("big.txt", documents.joined(separator: options.separator))
        #expect(ReadRecords(path, options).texts == documents)
    }

    @Test func aSeparatorMustBeGiven() throws {
        var options = SourceOptions()
        options.unit = .separator
        #expect(ReadRecords(try folder.file("a.txt", "a"), options).error?.mend.contains("--separator") == true)
    }

    @Test(arguments: [("--", false), ("<|e|>", true), ("\n\n", false), ("aba", false), ("ab", true), ("a", true)])
    func onlySeparatorsThatCannotOverlapMayBeSoughtFromAnywhere(separator: String, isFound: Bool) throws {
        #expect(TextSeparator(separator)?.canBeFoundFromAnywhere == isFound)
        var options = SourceOptions()
        options.unit = .separator
        options.separator = separator
        #expect(FileFormat.text.isSplittable(options) == isFound)
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
        let separated = try read("a--\(long)--b--\(long)", .separator)
        #expect(separated.texts == ["a", "b"])
        #expect(separated.bad.map(\.offset) == [3, 900_008])
        #expect(separated.bad.map(\.length) == [900_000, 900_000])
        let file = try read(long, .file)
        #expect(file.records.isEmpty)
        #expect(file.bad.map(\.length) == [900_000])
    }

    @Test func invalidUTF8IsQuarantined() throws {
        var options = SourceOptions()
        let path = try folder.file("b.txt", Array("good\n\nb".utf8) + [0xC3] + Array("\n\nalso".utf8))
        options.separator = "\n\n"
        for (unit, good) in [
            (TextUnit.separator, ["good", "also"]), (.line, ["good", "also"]), (.paragraph, ["good", "also"]),
            (.file, []),
        ] {
            options.unit = unit
            let found = ReadRecords(path, options)
            #expect(found.texts == good)
            #expect(found.bad.count == 1)
        }
    }
}
