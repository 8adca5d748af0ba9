/// A Parquet file's footer (apache/parquet-format, src/main/thrift/parquet.thrift, `FileMetaData`).
struct ParquetMetadata {
    var schema: [ParquetSchemaElement] = []
    var groups: [ParquetRowGroup] = []
    /// The name of the column of `ParquetRecordWriter.overflowKey`; empty if there is none.
    var overflowColumn: [UInt8] = []

    static let empty = Self()

    init(_ footer: [UInt8]) throws(ParquetFault) {
        var reader = ThriftReader(footer)
        var metadata = Self()
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 2:
                try reader.list(field) { (reader, _) throws(ParquetFault) in
                    metadata.schema.append(try ParquetSchemaElement(&reader))
                }
            case 4:
                try reader.list(field) { (reader, _) throws(ParquetFault) in
                    metadata.groups.append(try ParquetRowGroup(&reader))
                }
            case 5:
                try reader.list(field) { (reader, _) throws(ParquetFault) in try metadata.readPair(&reader) }
            case 8: throw ParquetFault("the file is encrypted")
            default: try reader.skip(field)
            }
        }
        self = metadata
    }

    private init() {}

    /// `KeyValue`.
    private mutating func readPair(_ reader: inout ThriftReader) throws(ParquetFault) {
        var (key, value): ([UInt8], [UInt8]) = ([], [])
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1: key = try reader.binary(field)
            case 2: value = try reader.binary(field)
            default: try reader.skip(field)
            }
        }
        if key == Array(ParquetRecordWriter.overflowKey.utf8) { overflowColumn = value }
    }
}

/// `RowGroup`: some rows, column by column.
struct ParquetRowGroup {
    var chunks: [ParquetChunk] = []
    var rows = 0

    init(_ reader: inout ThriftReader) throws(ParquetFault) {
        var group = Self()
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1:
                try reader.list(field) { (reader, _) throws(ParquetFault) in
                    group.chunks.append(try ParquetChunk(&reader))
                }
            case 3: group.rows = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
        guard group.rows >= 0 else { throw ParquetFault("a row group has \(group.rows) rows") }
        self = group
    }

    private init() {}

    /// Offset in the file of its first byte.
    var start: Int { chunks.map(\.range.lowerBound).min() ?? 0 }
}

/// `ColumnChunk` and its `ColumnMetaData`: one column's pages in one row group.
struct ParquetChunk {
    var physicalType = -1
    var codec = -1
    var valueCount = 0
    /// Where the pages lie in the file.
    var range = 0..<0

    init(_ reader: inout ThriftReader) throws(ParquetFault) {
        var chunk = Self()
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1: throw ParquetFault("a column lies in another file")
            case 3: try chunk.readMetadata(&reader)
            case 8, 9: throw ParquetFault("a column is encrypted")
            default: try reader.skip(field)
            }
        }
        self = chunk
    }

    private init() {}

    private mutating func readMetadata(_ reader: inout ThriftReader) throws(ParquetFault) {
        var chunk = self
        var (bytes, data, dictionary) = (0, 0, 0)
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1: chunk.physicalType = try reader.integer(field)
            case 4: chunk.codec = try reader.integer(field)
            case 5: chunk.valueCount = try reader.integer(field)
            case 7: bytes = try reader.integer(field)
            case 9: data = try reader.integer(field)
            case 11: dictionary = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
        // An offset is 0 where there is no dictionary, or nothing but one.
        let start = min(dictionary > 0 ? dictionary : data, data > 0 ? data : dictionary)
        let (end, overflows) = start.addingReportingOverflow(bytes)
        guard start >= (bytes == 0 ? 0 : 4), bytes >= 0, !overflows, chunk.valueCount >= 0 else {
            throw ParquetFault("a column's place in the file is \(start) and its length \(bytes)")
        }
        chunk.range = start..<end
        self = chunk
    }
}
