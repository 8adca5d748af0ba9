import Records
import Testing

@testable import Formats

/// Byte ranges and batch limits divide the work, never the result.
@Suite struct SplitTests {
    let folder = ScratchFolder()

    static let jsonLines =
        "{\"text\":\"a\"}\n\n{\"text\":\"bb é\",\"k\":1}\r\nbad\n{\"id\":\"x\"}\n\n\n{\"text\":\"last\"}"

    @Test(arguments: ["", "\n", "\u{FEFF}"])
    func everyCutGivesTheSameLines(ending: String) throws {
        let text = ending == "\u{FEFF}" ? ending + Self.jsonLines : Self.jsonLines + ending
        for (name, unit) in [("a.jsonl", TextUnit.file), ("a.txt", .line), ("s.txt", .separator)] {
            let path = try folder.file(name, text)
            var options = SourceOptions()
            options.unit = unit
            options.separator = "}\n"
            let size = text.utf8.count
            let whole = ReadRecords(path, options)
            #expect(whole.records.count > 2)
            for first in 0...size {
                for second in stride(from: first, through: size, by: 5) {
                    let parts = [0..<first, first..<second, second..<size].map {
                        ReadRecords(path, options, range: $0)
                    }
                    #expect(parts[0] + parts[1] + parts[2] == whole, "\(name) cut at \(first) and \(second)")
                }
            }
        }
    }

    @Test func partsOfManyFilesGiveTheSame() throws {
        var files: [String] = []
        for number in 0..<12 {
            let text = (0..<number * 3).map { "{\"text\":\"\(number)-\($0)\"}\n" }.joined()
            files.append(try folder.file("f\(number).jsonl", text))
        }
        let found = try InputFiles.expand(files, SourceOptions())
        var expected: [String]?
        for target in [1, 7, 20, 100, 1000, 100_000] {
            var all = ReadRecords()
            for part in Part.divide(found.files, target: target) { all = all + ReadRecords(part) }
            #expect(all.error == nil)
            if let expected { #expect(all.texts == expected) } else { expected = all.texts }
        }
        #expect(expected?.count == 198)
    }

    @Test func limitsOfBatchesChangeNothing() throws {
        let samples = [
            ("a.jsonl", Self.jsonLines), ("a.txt", "one\ntwo\n\nthree\nfour\n\n\nfive"),
            ("a.csv", "text,n\na,1\n\"b\nb\",2\nbad\nc,3\n"), ("a.json", "[{\"text\":\"a\"},7,{\"text\":\"b\"}]"),
            ("a.xml", XMLSamples.wiki), ("b.xml", XMLSamples.ces), ("a.html", "<p>One line of text.</p>"),
        ]
        for (name, text) in samples {
            for unit in name == "a.txt" ? TextUnit.allCases : [.file] {
                var options = SourceOptions()
                options.unit = unit
                options.separator = "\n\n"
                let path = try folder.file(name, text)
                let whole = ReadRecords(path, options)
                #expect(whole.error == nil)
                #expect(!whole.records.isEmpty)
                #expect(ReadRecords(path, options, limit: .init(records: 1, bytes: 1)) == whole)
                #expect(ReadRecords(path, options, limit: .init(records: 2, bytes: 1 << 20)) == whole)
            }
        }
    }
}
