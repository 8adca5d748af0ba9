/// A node of the schema as the footer has it (parquet.thrift, `SchemaElement`).
struct ParquetSchemaElement {
    enum Repetition: Int { case required, optional, repeated }

    var name: [UInt8] = []
    /// parquet.thrift, `Type`; nil for a group.
    var physicalType: Int?
    /// Bytes of a value of a fixed length.
    var length = 0
    var repetition = Repetition.required
    var childCount = 0
    /// parquet.thrift, `ConvertedType`.
    var converted: Int?
    var scale = 0
    /// The number of the set field of parquet.thrift's union `LogicalType`, and what is in it.
    var logical: Logical?

    struct Logical {
        var field = 0
        var scale = 0
        var isUTC = false
        /// Number of the set field of `TimeUnit`: 1 milliseconds, 2 microseconds, 3 nanoseconds.
        var unit = 0
        var bits = 0
        var isSigned = true
    }

    init(_ reader: inout ThriftReader) throws(ParquetFault) {
        var element = Self()
        try reader.structure { (reader, field) throws(ParquetFault) in
            switch field.id {
            case 1: element.physicalType = try reader.integer(field)
            case 2: element.length = try reader.integer(field)
            case 3:
                let code = try reader.integer(field)
                guard let repetition = Repetition(rawValue: code) else {
                    throw ParquetFault("the schema has the unknown repetition \(code)")
                }
                element.repetition = repetition
            case 4: element.name = try reader.binary(field)
            case 5: element.childCount = try reader.integer(field)
            case 6: element.converted = try reader.integer(field)
            case 7: element.scale = try reader.integer(field)
            case 10: element.logical = try Self.logical(&reader)
            default: try reader.skip(field)
            }
        }
        self = element
    }

    private init() {}

    private static func logical(_ reader: inout ThriftReader) throws(ParquetFault) -> Logical {
        var logical = Logical()
        try reader.structure { (reader, field) throws(ParquetFault) in
            logical.field = field.id
            guard field.kind == .structure else { return try reader.skip(field) }
            try reader.structure { (reader, inner) throws(ParquetFault) in
                switch (field.id, inner.id) {
                case (5, 1): logical.scale = try reader.integer(inner)
                case (7, 1), (8, 1): logical.isUTC = try reader.boolean(inner)
                case (7, 2), (8, 2):
                    try reader.structure { (reader, unit) throws(ParquetFault) in
                        logical.unit = unit.id
                        try reader.skip(unit)
                    }
                case (10, 1): logical.bits = try reader.integer(inner)
                case (10, 2): logical.isSigned = try reader.boolean(inner)
                default: try reader.skip(inner)
                }
            }
        }
        return logical
    }
}
