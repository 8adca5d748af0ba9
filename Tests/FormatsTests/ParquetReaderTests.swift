import Foundation
import Records
import TestSupport
import Testing

@testable import Formats

/// Files of pyarrow and DuckDB as quern reads them.
@Suite(.enabled(if: QuernBinary.isBuilt && Peer.has("pyarrow"), "needs the release binary and pyarrow: make test"))
struct ParquetReaderTests {
    let folder = ScratchFolder()

    /// More than 10,000 tables of every type and nesting, in every encoding, page version and compression.
    @Test(arguments: [1, 2, 3])
    func randomTables(seed: Int) throws {
        let script = Fixtures.root + "/Tests/Oracles/parquet/fuzz.py"
        let found = try Peer.run([script, QuernBinary.path, folder.path, "--seed", "\(seed)", "--count", "3400"])
        #expect(found == "")
    }

    /// - Parameter code: Python that makes `table`.
    private func file(_ code: String, _ options: String = "") throws -> String {
        let path = folder.path + "/t.parquet"
        let script = """
            import pyarrow as pa, pyarrow.parquet as pq
            \(code)
            pq.write_table(table, "\(path)", \(options))
            """
        _ = try Peer.run(["-c", script])
        return path
    }

    private static let small = """
        table = pa.table({"id": [f"r{n}" for n in range(40)], "text": [f"the text of {n}" for n in range(40)],
            "tags": [["a", None, "b"][:n % 4] for n in range(40)], "n": [n if n % 3 else None for n in range(40)]})
        """

    @Test func fieldsAreColumns() throws {
        let path = try file(Self.small)
        let found = ReadRecords(path)
        #expect(found.error == nil && found.bad.isEmpty && found.records.count == 40)
        #expect(found.records[2].id == "r2" && found.records[2].text == "the text of 2")
        #expect(found.records[3].rest == #""tags":["a",null,"b"],"n":null"#)
        #expect(found.records[4].rest == #""tags":[],"n":4"#)
        #expect(found.records.map(\.offset) == Array(0..<40))
    }

    @Test func fieldsMayLieDeeper() throws {
        let path = try file(
            """
            table = pa.table({"messages": [[{"role": "user", "content": f"q{n}"}] for n in range(3)], "text": ["t"] * 3})
            """)
        var options = SourceOptions()
        options.textField = "messages[0].content"
        let found = ReadRecords(path, options)
        #expect(found.texts == ["q0", "q1", "q2"])
        #expect(found.records[1].rest == #""messages":[{"role":"user","content":"q1"}],"original_text":"t""#)
    }

    @Test func aColumnOfNumbersIsNoText() throws {
        let path = try file("table = pa.table({\"text\": [1, 2]})")
        #expect(
            ReadRecords(path).error?.description
                == "\(path): the text column 'text' does not hold strings; name the right one with --text-field")
    }

    @Test func piecesShareOutTheRowGroups() throws {
        let path = try file(Self.small, "row_group_size=7")
        let whole = ReadRecords(path)
        let size = try ByteInput(path).fileSize
        for cut in stride(from: 0, through: size, by: 97) {
            #expect(ReadRecords(path, range: 0..<cut) + ReadRecords(path, range: cut..<size) == whole)
        }
    }

    @Test func filesOfDuckDBAreRead() throws {
        let path = folder.path + "/d.parquet"
        let script = """
            import duckdb
            duckdb.sql(\"\"\"copy (select 'row ' || n as text, n::bigint as n, [n, null] as l, {'a': n / 2, 'b': n % 2 = 0} as s,
              map {'k': n} as m, date '2024-01-31' + n::int as d, n::decimal(10, 2) as c, uuid '00112233-4455-6677-8899-aabbccddeeff' as u
              from range(5000) t(n)) to '\(path)' (format parquet, compression zstd)\"\"\")
            """
        _ = try Peer.run(["-c", script])
        let found = ReadRecords(path)
        #expect(found.error == nil && found.bad.isEmpty && found.records.count == 5000)
        #expect(found.records[4999].text == "row 4999")
        #expect(
            found.records[3].rest
                == #""n":3,"l":[3,null],"s":{"a":1.5,"b":false},"m":{"k":3},"d":"2024-02-03","c":3.00,"#
                + #""u":"00112233-4455-6677-8899-aabbccddeeff""#)
    }

    // MARK: Hostile

    /// What `Tests/Oracles/spark/record.py` recorded: Spark's files, and what Spark says their rows are.
    @Test(arguments: ["snappy", "zstd", "gzip-v2", "legacy", "plain", "micros"])
    func filesOfSparkAreRead(name: String) throws {
        let recorded = Fixtures.root + "/Tests/Oracles/recorded/spark/"
        var rows = try String(contentsOfFile: recorded + "rows.jsonl", encoding: .utf8)
        // Times of 96 bits say no zone.
        if name != "micros" { rows.replace(#/(?<time>"time":"[^"]*)Z/#) { $0.output.time } }
        let found = ReadRecords(recorded + name + ".parquet")
        #expect(found.error == nil && found.bad.isEmpty && found.records.count == 60)
        for (record, row) in zip(found.records, rows.split(separator: "\n")) {
            let text = try JSONSerialization.data(
                withJSONObject: [record.id, record.text], options: .withoutEscapingSlashes)
            let parts = String(decoding: text, as: UTF8.self).dropFirst().dropLast().split(separator: ",", maxSplits: 1)
            #expect("{\"id\":\(parts[0]),\"text\":\(parts[1]),\(record.rest)}" == row)
        }
    }

    @Test func cutAnywhereItIsNamed() throws {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: try file(Self.small))))
        for count in 0..<bytes.count {
            let found = ReadRecords(try folder.file("cut.parquet", Array(bytes[..<count])))
            #expect(found.records.isEmpty && found.error != nil)
        }
    }

    @Test(arguments: ["data_page_version='1.0'", "data_page_version='2.0', compression='none'", "use_dictionary=False"])
    func noByteIsTrusted(options: String) throws {
        let path = try file(Self.small, "row_group_size=9, " + options)
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        var random = Philox(key: 5, counter: (0, 0))
        for _ in 0..<3000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                changed[Int.random(in: 4..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = ReadRecords(try folder.file("flip.parquet", changed))
        }
    }

    @Test func aBrokenPageCostsItsRowGroup() throws {
        let path = try file(
            Self.small, "row_group_size=10, write_page_checksum=True, compression='none', use_dictionary=False")
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let place = try #require(bytes.firstRange(of: Array("the text of 15".utf8)))
        bytes[place.lowerBound] ^= 1
        let found = ReadRecords(try folder.file("broken.parquet", bytes))
        #expect(found.error == nil)
        #expect(found.records.map(\.offset) == Array(0..<10) + Array(20..<40))
        #expect(found.bad.map(\.reason) == ["row group 1: a page's checksum is wrong; its rows 10 to 19 are lost"])
    }
}
