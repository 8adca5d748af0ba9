import Records
import Testing

@testable import Formats

/// A small file of every format, cut at every byte: no trap, and every record before the cut.
@Suite struct TruncationTests {
    let folder = ScratchFolder()

    static let samples: [(name: String, text: String)] = [
        (
            "a.jsonl",
            "{\"text\":\"a\\u00e9\\ud83d\\ude00\",\"n\":[1.5e3,{\"k\":null}]}\n{\"text\":\"日本\"}\n{\"id\":3}\n"
        ),
        ("a.json", "[{\"text\":\"a\\u00e9\",\"n\":[1.5e3,{\"k\":null}]},\n {\"text\":\"日本\"}]\n"),
        ("a.csv", "id,text,\"x\"\"y\"\n1,\"a\n\"\"b\"\"\",z\n2,日本,\n"), ("a.txt", "eins\nzwei\n\ndrei 日本\n"),
        ("w.xml", XMLSamples.wiki), ("c.xml", XMLSamples.ces),
        (
            "a.html",
            "<!DOCTYPE html><html lang=\"de\"><head><meta charset=\"utf-8\"><title>T &amp; ü</title><style>p{}</style></head>"
                + "<body><nav><a href=\"/\">N</a></nav><!-- c --><p>Ein &Uuml;bel &#x20AC; <b>fett</b><br>neu</p><script>x<y</script>"
                + "<ul><li>eins<li>zwei</ul><pre>a\n b</pre></body></html>"
        ), ("a.tex", LaTeXReaderTests.paper),
    ]

    @Test(arguments: samples)
    func everyCut(name: String, text: String) throws {
        let bytes = Array(text.utf8)
        for unit in name.hasSuffix("txt") ? TextUnit.allCases : [.file] {
            var options = SourceOptions()
            options.unit = unit
            options.separator = "\n\n"
            let whole = ReadRecords(try folder.file(name, bytes), options)
            #expect(!whole.records.isEmpty && whole.error == nil && whole.bad.isEmpty)
            for length in 0..<bytes.count {
                let cut = ReadRecords(try folder.file(name, Array(bytes[..<length])), options)
                // All but the last record, which may be cut itself, are those of the whole file.
                let sure = min(cut.records.count, max(whole.records.count - 1, 0))
                #expect(cut.records.prefix(max(sure - 1, 0)) == whole.records.prefix(max(sure - 1, 0)))
                if let next = whole.records.dropFirst(1).first(where: { $0.offset >= length }),
                    unit != .file || name != "a.txt"
                {
                    let before = whole.records.prefix { $0.offset < next.offset }.count
                    #expect(cut.records.count >= before - 1, "\(name) cut at \(length)")
                }
            }
        }
    }

    /// A dump inside bzip2 that is cut: the articles before are delivered, then the error names the compression.
    @Test func cutCompressionDeliversWhatItHolds() throws {
        let lines = (0..<20_000).map { "{\"text\":\"\($0)\"}\n" }.joined()
        for suffix in ByteInputTests.suffixes {
            let compressed = try folder.compressed("l.jsonl.\(suffix)", Array(lines.utf8))
            let path = try folder.file("cut.jsonl.\(suffix)", Array(compressed[..<(compressed.count - 9)]))
            let found = ReadRecords(path, limit: .init(records: 1000))
            #expect(found.error?.cause.contains("too early") == true)
            #expect(found.texts == (0..<found.records.count).map(String.init))
            // What was decompressed and ends in a line feed is there; what is bzip2's last block is not.
            let delivered = found.error?.offset ?? 0
            #expect(lines.utf8.prefix(delivered).count { $0 == 0x0A } == found.records.count)
        }
    }
}
