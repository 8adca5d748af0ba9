package import Records

/// Writes a Parquet file (apache/parquet-format 2.x): v1 data pages with checksums, dictionaries, zstd, statistics.
///
/// Rows are appended column by column, each column once a row.
package struct ParquetWriter {
    /// Bytes of pages at which a row group is closed.
    static let rowGroupBytes = 64 << 20
    static let zstdCodec: Int32 = 6
    private static let magic = Array("PAR1".utf8)

    private struct Chunk {
        var offset: Int
        var dictionaryOffset: Int?
        var entries: Int
        var uncompressed: Int
        var compressed: Int
        var hasPlainPages: Bool
        var statistics: ParquetStatistics
    }

    private struct RowGroup {
        var chunks: [Chunk] = []
        var rows = 0
    }

    private let file: AtomicFile
    private let columns: [ParquetColumn]
    private let leaves: [ParquetLeaf]
    /// The first leaf of each column.
    private let firstLeaves: [Int]
    private let metadata: [(key: String, value: String)]
    private var chunks: [ParquetChunkWriter]
    private var groups: [RowGroup] = []
    private var rowsInGroup = 0
    private var offset = 0

    /// - Parameter metadata: key-value pairs of the footer, in this order.
    package init(
        path: String, columns: [ParquetColumn], metadata: [(key: String, value: String)] = []
    ) throws(DataError) {
        self.columns = columns
        self.metadata = metadata
        leaves = columns.flatMap { $0.leaves() }
        var firstLeaves = [0]
        for column in columns { firstLeaves.append((firstLeaves.last ?? 0) + column.leafCount) }
        self.firstLeaves = firstLeaves
        chunks = leaves.map(ParquetChunkWriter.init)
        file = try AtomicFile(path: path)
        try put(Self.magic)
    }

    var columnCount: Int { columns.count }

    package mutating func append(_ text: Span<UInt8>, column: Int) throws(DataError) {
        try chunks[firstLeaves[column]].append(text, levels(column))
    }

    package mutating func append(_ value: Int64, column: Int) {
        chunks[firstLeaves[column]].append(value, levels(column))
    }
    package mutating func append(_ value: Double, column: Int) {
        chunks[firstLeaves[column]].append(value, levels(column))
    }

    /// A list of a column of lists of 32-bit integers.
    package mutating func append(_ list: Span<Int32>, column: Int) {
        let leaf = firstLeaves[column]
        if list.isEmpty { chunks[leaf].appendNull(.init()) }
        for index in list.indices {
            chunks[leaf].append(Int64(list[index]), .init(definition: 1, repetition: index == 0 ? 0 : 1))
        }
    }

    /// Null for a column that may be, at its outermost level.
    package mutating func appendNull(column: Int) {
        for leaf in firstLeaves[column]..<firstLeaves[column + 1] { chunks[leaf].appendNull(.init()) }
    }

    private func levels(_ column: Int) -> ParquetChunkWriter.Levels {
        .init(definition: columns[column].isOptional ? 1 : 0)
    }

    /// Appends a JSON value that is of the column's kind.
    mutating func append(_ json: JSONValueToken, in bytes: Span<UInt8>, column: Int) throws(DataError) {
        let striping = ParquetStriping(bytes: bytes)
        try striping.append(json, columns[column], firstLeaves[column], .init(), to: &chunks)
    }

    /// Ends a row to which every column has been appended.
    package mutating func endRow() throws(DataError) {
        rowsInGroup += 1
        var held = 0
        for index in chunks.indices {
            try chunks[index].endRow()
            held += chunks[index].bytesHeld
        }
        if held >= Self.rowGroupBytes { try closeGroup() }
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
            let dictionary = try chunk.dictionaryPage()
            group.chunks.append(
                Chunk(
                    offset: offset + dictionary.bytes.count, dictionaryOffset: dictionary.bytes.isEmpty ? nil : offset,
                    entries: chunk.entryCount, uncompressed: chunk.uncompressedBytes + dictionary.size,
                    compressed: chunk.pages.count + dictionary.bytes.count, hasPlainPages: chunk.hasPlainPages,
                    statistics: chunk.statistics))
            try put(dictionary.bytes)
            try put(chunk.pages)
            chunks[index] = ParquetChunkWriter(leaves[index])
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
        // ColumnOrder: values are compared as their types say.
        footer.list(7, of: .structure, count: leaves.count)
        for _ in leaves { footer.element { $0.structure(1) { _ in } } }
    }

    private func write(_ group: RowGroup, _ thrift: inout ThriftWriter) {
        thrift.list(1, of: .structure, count: leaves.count)
        for (leaf, chunk) in zip(leaves, group.chunks) {
            thrift.element { column in
                column.i64(2, 0)
                column.structure(3) { write(chunk, leaf, &$0) }
            }
        }
        thrift.i64(2, Int64(group.chunks.reduce(0) { $0 + $1.uncompressed }))
        thrift.i64(3, Int64(group.rows))
    }

    /// parquet.thrift, `struct ColumnMetaData`.
    private func write(_ chunk: Chunk, _ leaf: ParquetLeaf, _ meta: inout ThriftWriter) {
        var encodings: [Int32] = [3]  // RLE, of the levels
        if chunk.hasPlainPages || chunk.dictionaryOffset != nil { encodings.append(0) }  // PLAIN
        if chunk.dictionaryOffset != nil { encodings.append(8) }  // RLE_DICTIONARY
        meta.i32(1, leaf.physicalType)
        meta.list(2, of: .i32, count: encodings.count)
        for encoding in encodings { meta.element(encoding) }
        meta.list(3, of: .binary, count: leaf.path.count)
        for name in leaf.path { meta.element(name) }
        meta.i32(4, Self.zstdCodec)
        meta.i64(5, Int64(chunk.entries))
        meta.i64(6, Int64(chunk.uncompressed))
        meta.i64(7, Int64(chunk.compressed))
        meta.i64(9, Int64(chunk.offset))
        if let offset = chunk.dictionaryOffset { meta.i64(11, Int64(offset)) }
        meta.structure(12) { chunk.statistics.write(&$0) }
    }
}
