import Records
import Synchronization
import Testing

@testable import Formats

@Suite struct RecordSinkTests {
    let folder = ScratchFolder()

    /// Reads a file and writes it again under another name.
    func convert(_ path: String, to name: String, _ options: SourceOptions = SourceOptions()) throws -> Receipt {
        let size = try ByteInput(path).fileSize
        var source = PartSource(Part(index: 0, pieces: [.init(file: path, source: "s", range: 0..<size)]), options)
        var sink = try RecordSink(folder: folder.path, name: name)
        var batch = Batch()
        while true {
            batch.removeAll()
            let more = try source.read(into: &batch, limit: .init(records: 7))
            try sink.write(batch)
            if !more { return try sink.finish() }
        }
    }

    @Test func jsonLinesKeepTheRestVerbatim() throws {
        let path = try folder.file(
            "in.jsonl",
            #"{ "z" : [1.0, 2] ,"text":"a\/\u0001\"é","id":5,"language":"","x":"\u00e9"}"# + "\n" + #"{"n":null}"#)
        let second = try folder.bytes("in.jsonl").count - 10
        let receipt = try convert(path, to: "out/o.jsonl")
        #expect(
            String(decoding: try folder.bytes("out/o.jsonl"), as: UTF8.self)
                == #"{"id":"5","text":"a/\u0001\"é","source":"s","z" : [1.0, 2],"x":"\u00e9"}"# + "\n"
                + #"{"id":"\#(path)#\#(second)","source":"s","n":null}"# + "\n")
        #expect(receipt.written == 2)
        #expect(receipt.files.map(\.path) == ["out/o.jsonl"])
        #expect(receipt.files[0].bytes == (try folder.bytes("out/o.jsonl")).count)
    }

    @Test func writingAndReadingBackIsTheSame() throws {
        var draws = Philox(key: 9, counter: (0, 0))
        var lines = ""
        for number in 0..<500 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...60, using: &draws)).map { _ in
                        [" ", "\n", "\t", "\"", "\\", "a", "é", "日", "😀", ",", "\u{1}", "\r"][
                            Int.random(in: 0..<12, using: &draws)]
                    }))
            var line: [UInt8] = []
            JSONText.appendString(text, to: &line)
            lines += "{\"id\":\"\(number)\",\"text\":\(String(decoding: line, as: UTF8.self)),\"k\":[\(number)]}\n"
        }
        let path = try folder.file("in.jsonl", lines)
        let original = ReadRecords(path)
        #expect(original.records.count == 500)
        for name in ["o.jsonl", "o.jsonl.gz", "o.jsonl.zst"] {
            _ = try convert(path, to: name)
            let back = ReadRecords(folder.path + "/" + name)
            #expect(back.texts == original.texts)
            #expect(back.records.map(\.rest) == original.records.map(\.rest))
            #expect(back.bad.isEmpty && back.error == nil)
        }
        _ = try convert(path, to: "o.csv")
        let back = ReadRecords(folder.path + "/o.csv")
        #expect(back.texts == original.texts)
        #expect(back.records.map(\.id) == original.records.map(\.id))
        #expect(back.bad.isEmpty)
        _ = try convert(path, to: "o.txt")
        #expect(try folder.bytes("o.txt").count { $0 == 0x0A } == 500)
    }

    @Test func theSameBytesEveryTime() throws {
        let path = try folder.file("in.jsonl", (0..<3000).map { "{\"text\":\"\($0) \($0 * $0)\"}\n" }.joined())
        for suffix in ["", ".gz", ".zst"] {
            let first = try convert(path, to: "first.jsonl" + suffix)
            let second = try convert(path, to: "second.jsonl" + suffix)
            #expect(first.files[0].hash == second.files[0].hash)
            SpareThreads.count.store(1, ordering: .relaxed)
            defer { SpareThreads.count.store(0, ordering: .relaxed) }
            #expect(first.files[0].hash == (try convert(path, to: "third.jsonl" + suffix)).files[0].hash)
        }
        // RFC 1952: no flags, so no name, and no time.
        #expect(Array(try folder.bytes("first.jsonl.gz")[3..<8]) == [0, 0, 0, 0, 0])
    }

    @Test func droppedRecordsAreNotWritten() throws {
        var batch = Batch()
        for number in 0..<3 {
            batch.ids.append("\(number)")
            batch.texts.append("t\(number)")
            batch.languages.append("")
            batch.sources.append("")
            batch.rest.append("")
            batch.endRecord(offset: number)
        }
        batch.drop(1, rule: 0, score: 1)
        var sink = try RecordSink(folder: folder.path, name: "d.txt")
        try sink.write(batch)
        #expect(try sink.finish().written == 2)
        #expect(String(decoding: try folder.bytes("d.txt"), as: UTF8.self) == "t0\nt2\n")
    }

    @Test func namesThatSayNothingAreRefused() throws {
        for name in ["o.xyz", "o.xml", "o", "o.jsonl.bz2", "o.jsonl.xz"] {
            #expect(throws: DataError.self) { try RecordSink(folder: folder.path, name: name) }
        }
    }
}
