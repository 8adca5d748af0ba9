/// What stands before a page (parquet.thrift, `PageHeader`).
struct ParquetPageHeader {
    enum Kind: Int { case data, index, dictionary, dataV2 }

    var kind = Kind.index
    var compressedBytes = 0
    var uncompressedBytes = 0
    var checksum: UInt32?
    var valueCount = 0
    var encoding = 0
    /// Of a v1 page.
    var definitionEncoding = 3
    var repetitionEncoding = 3
    /// Of a v2 page: bytes of its levels, which are not compressed.
    var definitionBytes = 0
    var repetitionBytes = 0
    var isCompressed = true

    init(_ reader: inout ThriftReader) throws(ParquetFault) {
        var header = Self()
        var code = -1
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1: code = try reader.integer(field)
            case 2: header.uncompressedBytes = try reader.integer(field)
            case 3: header.compressedBytes = try reader.integer(field)
            case 4: header.checksum = UInt32(truncatingIfNeeded: try reader.integer(field))
            case 5: try header.readData(&reader)
            case 7: try header.readDictionary(&reader)
            case 8: try header.readDataV2(&reader)
            default: try reader.skip(field)
            }
        }
        guard let kind = Kind(rawValue: code) else { throw ParquetFault("a page is of the unknown type \(code)") }
        header.kind = kind
        guard header.compressedBytes >= 0, header.uncompressedBytes >= 0, header.valueCount >= 0,
            header.definitionBytes >= 0, header.repetitionBytes >= 0
        else { throw ParquetFault("a page has a negative size") }
        self = header
    }

    private init() {}

    private mutating func readData(_ reader: inout ThriftReader) throws(ParquetFault) {
        var header = self
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1: header.valueCount = try reader.integer(field)
            case 2: header.encoding = try reader.integer(field)
            case 3: header.definitionEncoding = try reader.integer(field)
            case 4: header.repetitionEncoding = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
        self = header
    }

    private mutating func readDictionary(_ reader: inout ThriftReader) throws(ParquetFault) {
        var header = self
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1: header.valueCount = try reader.integer(field)
            case 2: header.encoding = try reader.integer(field)
            default: try reader.skip(field)
            }
        }
        self = header
    }

    private mutating func readDataV2(_ reader: inout ThriftReader) throws(ParquetFault) {
        var header = self
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1: header.valueCount = try reader.integer(field)
            case 4: header.encoding = try reader.integer(field)
            case 5: header.definitionBytes = try reader.integer(field)
            case 6: header.repetitionBytes = try reader.integer(field)
            case 7: header.isCompressed = try reader.boolean(field)
            default: try reader.skip(field)
            }
        }
        self = header
    }
}
