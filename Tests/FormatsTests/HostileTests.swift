import Glibc
import Records
import Testing

@testable import Formats

/// Input made to break the reader: it must cost a record, not the process.
@Suite struct HostileTests {
    let folder = ScratchFolder()

    @Test func deepJSONIsQuarantined() throws {
        let depth = 1_000_000
        let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let objects = String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
        let text = "{\"text\":\"a\"}\n{\"x\":\(deep)}\n\(objects)\n\(deep.prefix(depth))\n{\"text\":\"b\"}\n"
        let lines = ReadRecords(try folder.file("d.jsonl", text))
        #expect(lines.texts == ["a", "b"])
        #expect(lines.bad.count == 3)
        #expect(lines.bad[0].reason.contains("deeper than 1000"))
        #expect(lines.bad[0].line == 2)
        let array = ReadRecords(try folder.file("d.json", "[{\"text\":\"a\"},{\"x\":\(deep)},{\"text\":\"b\"}]"))
        #expect(array.texts == ["a", "b"])
        #expect(array.bad.map(\.reason).allSatisfy { $0.contains("deeper than 1000") })
    }

    /// Two gigabytes without a line break, most of them a hole in the file.
    @Test func linesOfTwoGigabytesArePassed() throws {
        let begin = Array("{\"text\":\"a\"}\n{\"text\":\"".utf8)
        let end = Array("\"}\n{\"text\":\"b\"}\n".utf8)
        let path = try folder.file("huge.jsonl", begin)
        let descriptor = open(path, O_WRONLY)
        try #require(descriptor >= 0)
        let hole = 2 << 30
        #expect(end.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, begin.count + hole) } == end.count)
        close(descriptor)
        let found = ReadRecords(path)
        #expect(found.texts == ["a", "b"])
        #expect(found.bad.map(\.length) == [hole + 12])
        let second = ReadRecords(path, range: 100..<hole + 100)
        #expect(second.texts == ["b"])
        #expect(second.bad.isEmpty)
    }

    /// 200 MB without a line break, through a window that stays small.
    @Test func endlessLinesCostNoMemory() throws {
        let path = folder.path + "/long.jsonl"
        let descriptor = open(path, O_CREAT | O_WRONLY, 0o600)
        try #require(descriptor >= 0)
        func put(_ text: String) {
            _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        }
        put("{\"text\":\"a\"}\n{\"text\":\"")
        let block = String(repeating: "x", count: 1 << 20)
        for _ in 0..<200 { put(block) }
        put("\"}\n{\"text\":\"b\"}\n")
        close(descriptor)
        var options = SourceOptions()
        options.maximumRecordBytes = ByteSize(8 << 20)
        let found = ReadRecords(path, options)
        #expect(found.texts == ["a", "b"])
        #expect(found.bad.map(\.length) == [(200 << 20) + 12])
        #expect(found.bad.map(\.line) == [2])
        options.format = .json
        #expect(ReadRecords(path, options).texts == ["a", "b"])
        options.format = .csv
        #expect(ReadRecords(path, options).bad.count == 1)
    }

    @Test func deepPagesAreQuarantined() throws {
        for tag in ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<a href=x><p>"] {
            let found = ReadRecords(try folder.file("d.html", String(repeating: tag, count: 100_000) + "text"))
            #expect(found.error == nil)
            #expect(found.records.count + found.bad.count == 1)
            #expect(found.bad.allSatisfy { $0.reason.contains("deeper") })
        }
    }

    @Test func randomBytesAreNeverATrap() throws {
        var draws = Philox(key: 5, counter: (0, 0))
        let alphabet = Array("{}[]\",:\\u00e9<>&;/='|\n\r\t a1-#x!".utf8) + [0, 0xC3, 0xA9, 0xFF, 0xEF, 0xBB, 0xBF]
        for round in 0..<150 {
            let bytes = (0..<Int.random(in: 0...400, using: &draws)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &draws)]
            }
            for format in FileFormat.allCases {
                for unit in format == .text ? TextUnit.allCases : [.file] {
                    var options = SourceOptions()
                    options.format = format
                    options.unit = unit
                    options.separator = "\n"
                    let found = ReadRecords(try folder.file("r.bin", bytes), options)
                    #expect(found.records.count + found.bad.count <= bytes.count, "round \(round)")
                }
            }
        }
    }

    @Test func binaryInEveryFormatIsRefused() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 3) | 0x80 }
        for format in FileFormat.allCases where format != .html {
            var options = SourceOptions()
            options.format = format
            let found = ReadRecords(try folder.file("b.bin", bytes), options)
            #expect(found.records.isEmpty, "\(format)")
            #expect(found.error != nil || !found.bad.isEmpty, "\(format)")
        }
    }
}
