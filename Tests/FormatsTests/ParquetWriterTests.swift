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

    @Test(arguments: [0, 1, 3000])
    func everyValueComesBack(count: Int) throws {
        let rows = rows(count, seed: UInt64(count))
        let path = Fixtures.temporaryFolder() + "/table.parquet"
        var writer = try ParquetWriter(
            path: path,
            columns: [.init("id", .utf8), .init("ids", .int32List), .init("n", .int64), .init("x", .double)],
            metadata: [("key", "value")])
        for row in rows {
            try writer.append(Array(row.id.utf8).span, column: 0)
            try writer.append(row.ids.span, column: 1)
            try writer.append(row.n, column: 2)
            try writer.append(row.x, column: 3)
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
