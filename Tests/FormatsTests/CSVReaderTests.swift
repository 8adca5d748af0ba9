import Foundation
import Records
import TestSupport
import Testing

@testable import Formats

@Suite struct CSVReaderTests {
    let folder = ScratchFolder()

    func read(_ text: String, _ options: SourceOptions = SourceOptions()) throws -> ReadRecords {
        ReadRecords(try folder.file("a.csv", text), options)
    }

    @Test func columnsBecomeFields() throws {
        let found = try read(
            "\u{FEFF}id,label,text,language,\"a \"\"b\"\"\"\nx,1,\"two\nlines\",de,\"q\"\"q\"\n,2,t,,\n")
        #expect(found.error == nil && found.bad.isEmpty)
        #expect(found.texts == ["two\nlines", "t"])
        #expect(found.records.map(\.language) == ["de", ""])
        #expect(found.records.map(\.rest) == [#""label":"1","a \"b\"":"q\"q""#, #""label":"2","a \"b\"":"""#])
        #expect(found.records.map(\.offset) == [36, 62])
        #expect(found.records.map(\.id) == ["x", folder.path + "/a.csv#62"])
    }

    /// See Tests/Oracles/csv/record.py. Where Python stops at a fault, the house goes on, so only what comes before is
    /// compared.
    @Test func readsWhatPythonReads() throws {
        try check(try String(contentsOfFile: Fixtures.root + "/Tests/Oracles/recorded/csv.tsv", encoding: .utf8), 1000)
    }

    @Test(.enabled(if: Peer.has("csv"), "needs .build/oracles: make test installs it"), arguments: 1...2)
    func readsWhatPythonReadsNow(seed: Int) throws {
        try check(try Peer.run([Fixtures.root + "/Tests/Oracles/csv/record.py", "\(seed)", "3000"]), 3000)
    }

    private func check(_ table: String, _ count: Int) throws {
        var files = 0
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            let bytes = Hexadecimal.bytes(fields[2])
            let rows = try JSONValue.parse(Hexadecimal.bytes(fields[3])).array ?? []
            let path = try folder.file(fields[0] == "9" ? "o.tsv" : "o.csv", bytes)
            let found = ReadRecords(path)
            let width = rows.first?.array?.count ?? 0
            let expected = rows.dropFirst().filter { $0.array?.count == width }.map { row in
                zip(["a", "b"], row.array ?? []).map { "\"\($0)\":" + $1.text }.joined(separator: ",")
            }
            let shown = String(decoding: bytes, as: UTF8.self)
            #expect(found.error == nil, "\(shown)")
            let rests = found.records.map(\.rest)
            if fields[1] == "whole" {
                #expect(rests == expected, "\(shown)")
                #expect(found.bad.count == max(rows.count - 1, 0) - expected.count, "\(shown)")
            } else {
                #expect(Array(rests.prefix(expected.count)) == expected, "\(shown)")
                #expect(!found.bad.isEmpty, "\(shown)")
            }
            files += 1
        }
        #expect(files >= count)
    }

    @Test func aBadRowCostsItsFirstLineOnly() throws {
        let found = try read("text,n\na,1\n\"open,2\nb,3\nc,4,5\nd\ne,6\n")
        #expect(found.texts == ["a", "b", "e"])
        #expect(found.bad.map(\.line) == [3, 5, 6])
        #expect(
            found.bad.map(\.reason)[1...] == [
                "has 3 fields where the header has 2", "has 1 fields where the header has 2",
            ])
    }

    @Test func rowsOverTheLimitArePassed() throws {
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(100)
        let long = "\"" + String(repeating: "x,\n\"\"", count: 400_000) + "\""
        let found = try read("text\na\n\(long)\nb\n", options)
        #expect(found.texts == ["a", "b"])
        #expect(found.bad.map(\.length) == [long.utf8.count + 1])
        #expect(found.bad.map(\.line) == [3])
    }

    @Test func headersThatCannotBeAreErrors() throws {
        #expect(try read("a,a\n1,2\n").error?.cause == "the column 'a' is there twice")
        #expect(try read("\"a\n1,2\n").error?.cause.contains("header") == true)
        #expect(try read("\"a\"b\n1,2\n").error?.cause.contains("header") == true)
        #expect(ReadRecords(try folder.file("b.csv", [0xFF, 0x0A, 0x31])).error?.cause.contains("header") == true)
        #expect(try read("") == ReadRecords())
        #expect(try read("text\n") == ReadRecords())
    }

    @Test func invalidUTF8IsQuarantined() throws {
        let found = ReadRecords(try folder.file("a.csv", Array("text\na\n".utf8) + [0xFF] + Array("\nb\n".utf8)))
        #expect(found.texts == ["a", "b"])
        #expect(found.bad.map(\.reason) == ["not valid UTF-8 (at byte 0 of the record)"])
    }
}
