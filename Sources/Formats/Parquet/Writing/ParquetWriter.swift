package import Records

/// Writes a Parquet file (apache/parquet-format 2.x): v1 data pages, plain encoding, zstd.
///
/// Rows are appended column by column, each column once a row.
package struct ParquetWriter {
    /// Bytes of pages at which a row group is closed.
    static let rowGroupBytes = 64 << 20
    static let zstdCodec: Int32 = 6
    private static let magic = Array("PAR1".utf8)

    private struct RowGroup {
        var columns: [(offset: Int, valueCount: Int, uncompressed: Int, compressed: Int)] = []
        var rows = 0
    }

    private let file: AtomicFile
    private let columns: [ParquetColumn]
    private let metadata: [(key: String, value: String)]
    private var chunks: [ParquetColumnChunk]
    private var groups: [RowGroup] = []
    private var rowsInGroup = 0
    private var offset = 0

    /// - Parameter metadata: key-value pairs of the footer, in this order.
    package init(
        path: String, columns: [ParquetColumn], metadata: [(key: String, value: String)] = []
    ) throws(DataError) {
        self.columns = columns
        self.metadata = metadata
        chunks = columns.map { ParquetColumnChunk(column: $0) }
        file = try AtomicFile(path: path)
        try put(Self.magic)
    }

    package mutating func append(_ text: Span<UInt8>, column: Int) throws(DataError) { try chunks[column].append(text) }
    package mutating func append(_ value: Int64, column: Int) throws(DataError) { try chunks[column].append(value) }
    package mutating func append(_ value: Double, column: Int) throws(DataError) { try chunks[column].append(value) }
    package mutating func append(_ list: Span<Int32>, column: Int) throws(DataError) { try chunks[column].append(list) }

    /// Ends a row to which every column has been appended.
    package mutating func endRow() throws(DataError) {
        rowsInGroup += 1
        if chunks.reduce(0, { $0 + $1.bytesHeld }) >= Self.rowGroupBytes { try closeGroup() }
    }

    private mutating func put(_ bytes: [UInt8]) throws(DataError) {
        try file.write(bytes)
        offset += bytes.count
    }

    private mutating func closeGroup() throws(DataError) {
        guard rowsInGroup > 0 else { return }
        var group = RowGroup(rows: rowsInGroup)
        for index in chunks.indices {
            try chunks[index].closePage()
            let chunk = chunks[index]
            group.columns.append((offset, chunk.valueCount, chunk.uncompressedBytes, chunk.pages.count))
            try put(chunk.pages)
            chunks[index] = ParquetColumnChunk(column: columns[index])
        }
        groups.append(group)
        rowsInGroup = 0
    }

    /// Writes the footer and makes the file visible.
    package mutating func finish() throws(DataError) -> Receipt.File {
        try closeGroup()
        var thrift = ThriftWriter()
        thrift.element { writeFooter(&$0) }
        let footer = thrift.bytes
        try put(footer)
        try put(withUnsafeBytes(of: UInt32(footer.count).littleEndian) { Array($0) })
        try put(Self.magic)
        let hash = try file.commit()
        return Receipt.File(path: file.path, bytes: file.byteCount, hash: hash)
    }

    /// parquet.thrift, `struct FileMetaData`.
    private func writeFooter(_ footer: inout ThriftWriter) {
        footer.i32(1, 2)
        footer.list(2, of: .structure, count: 1 + columns.reduce(0) { $0 + $1.schemaElements })
        footer.element { root in
            root.string(4, "schema")
            root.i32(5, Int32(columns.count))
        }
        for column in columns { column.writeSchema(&footer) }
        footer.i64(3, Int64(groups.reduce(0) { $0 + $1.rows }))
        footer.list(4, of: .structure, count: groups.count)
        for group in groups { footer.element { write(group, &$0) } }
        if !metadata.isEmpty {
            footer.list(5, of: .structure, count: metadata.count)
            for pair in metadata {
                footer.element { entry in
                    entry.string(1, pair.key)
                    entry.string(2, pair.value)
                }
            }
        }
        footer.string(6, "quern")
    }

    private func write(_ group: RowGroup, _ thrift: inout ThriftWriter) {
        thrift.list(1, of: .structure, count: columns.count)
        for (column, place) in zip(columns, group.columns) {
            thrift.element { chunk in
                chunk.i64(2, 0)
                chunk.structure(3) { meta in
                    meta.i32(1, column.physicalType)
                    meta.list(2, of: .i32, count: 2)
                    meta.element(0)  // PLAIN
                    meta.element(3)  // RLE, of the levels
                    meta.list(3, of: .binary, count: column.path.count)
                    for name in column.path { meta.element(name) }
                    meta.i32(4, Self.zstdCodec)
                    meta.i64(5, Int64(place.valueCount))
                    meta.i64(6, Int64(place.uncompressed))
                    meta.i64(7, Int64(place.compressed))
                    meta.i64(9, Int64(place.offset))
                }
            }
        }
        thrift.i64(2, Int64(group.columns.reduce(0) { $0 + $1.uncompressed }))
        thrift.i64(3, Int64(group.rows))
    }
}
