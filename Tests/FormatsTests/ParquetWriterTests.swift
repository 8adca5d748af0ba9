import Foundation
import Records
import TestSupport
import Testing

@testable import Formats

/// Files of ours as pyarrow and DuckDB read them.
@Suite(.enabled(if: Peer.has("pyarrow"), "needs pyarrow: make test installs it"))
struct ParquetWriterTests {
    private struct Row: Codable, Equatable {
        var id: String
        var ids: [Int32]
        var n: Int64
        var x: Double
    }

    private func rows(_ count: Int, seed: UInt64) -> [Row] {
        var random = Philox(key: seed, counter: (0, 0))
        return (0..<count).map { _ in
            Row(
                id: (0..<Int.random(in: 0..<8, using: &random)).map { _ in
                    ["a", "é", "漢", "\0", "😀"][Int.random(in: 0..<5, using: &random)]
                }
                .joined(),
                ids: (0..<Int.random(in: 0..<6, using: &random)).map { _ in Int32(truncatingIfNeeded: random.next()) },
                n: Int64(bitPattern: random.next()), x: random.uniform())
        }
    }

    /// Random records by way of quern's files to pyarrow, DuckDB, polars and datasets.
    @Test(.enabled(if: QuernBinary.isBuilt, "needs the release binary: make test"), arguments: [1, 2, 3])
    func randomRecords(seed: Int) throws {
        let script = Fixtures.root + "/Tests/Oracles/parquet/written.py"
        let found = try Peer.run(
            [script, QuernBinary.path, Fixtures.temporaryFolder(), "--seed", "\(seed)", "--count", "1200"])
        #expect(found == "")
    }

    /// Writes records whose types are known after few of them, and reads them.
    private func writtenAndRead(_ rests: [String], types: String = "", waitingBytes: Int) throws -> (String, [String]) {
        let path = Fixtures.temporaryFolder() + "/table.parquet"
        var batch = Batch()
        for (index, rest) in rests.enumerated() {
            batch.ids.append("\(index)")
            batch.texts.append("text")
            batch.languages.append("")
            batch.sources.append("")
            batch.rest.append(rest)
            batch.endRecord(offset: index)
        }
        var writer = ParquetRecordWriter(
            path: path, types: try JSONKind.members(named: types), waitingBytes: waitingBytes)
        for index in rests.indices { try writer.append(batch, index) }
        _ = try writer.finish()
        let read = try Peer.run([
            "-c",
            """
            import pyarrow.parquet as pq
            for name, column in zip(*(lambda t: (t.column_names, t.columns))(pq.read_table("\(path)"))):
                if name not in ("id", "text", "language", "source"): print(name, column.type, column.to_pylist())
            """,
        ])
        return (read, ReadRecords(path).records.map(\.rest))
    }

    @Test func whatComesLateIsKept() throws {
        let rests = [#""n":1"#, #""n":2,"rest":[1]"#, #""n":"three","new":{"a":[null]}"#, "", #""n":4"#]
        let (read, back) = try writtenAndRead(rests, waitingBytes: 10)
        #expect(
            read == """
                n int64 [1, 2, None, None, 4]
                rest list<element: int64> [None, [1], None, None, None]
                rest_ extension<arrow.json> [None, None, '{"n":"three","new":{"a":[null]}}', None, None]

                """)
        #expect(
            back == rests)
    }

    @Test func typesMayBeGiven() throws {
        let rests = [#""score":1,"tags":[]"#, #""score":"none""#]
        let (read, _) = try writtenAndRead(rests, types: "score=double,tags=string[]", waitingBytes: 1 << 20)
        #expect(
            read == """
                score double [1.0, None]
                tags list<element: string> [[], None]
                rest extension<arrow.json> [None, '{"score":"none"}']

                """)
    }

    @Test(arguments: ["score", "score=float128", "id=string", "a=string,a=json"])
    func typesThatAreNone(types: String) {
        #expect(throws: DataError.self) { try JSONKind.members(named: types) }
    }

    @Test(arguments: [0, 1, 3000])
    func everyValueComesBack(count: Int) throws {
        let rows = rows(count, seed: UInt64(count))
        let path = Fixtures.temporaryFolder() + "/table.parquet"
        var writer = try ParquetWriter(
            path: path,
            columns: [.init("id", .utf8), .int32List("ids"), .init("n", .int64), .init("x", .double)],
            metadata: [("key", "value")])
        for row in rows {
            try writer.append(Array(row.id.utf8).span, column: 0)
            writer.append(row.ids.span, column: 1)
            writer.append(row.n, column: 2)
            writer.append(row.x, column: 3)
            try writer.endRow()
        }
        _ = try writer.finish()
        let script = """
            import json, pyarrow.parquet as pq
            table = pq.read_table("\(path)")
            assert table.schema.metadata[b"key"] == b"value"
            print(json.dumps(table.to_pylist()))
            """
        let read = try JSONDecoder().decode([Row].self, from: Data(Peer.run(["-c", script]).utf8))
        #expect(read == rows)
        let counted = try Peer.run([
            "-c", "import duckdb; print(duckdb.sql(\"select count(*) from '\(path)'\").fetchall()[0][0])",
        ])
        #expect(counted == "\(count)\n")
    }
}
