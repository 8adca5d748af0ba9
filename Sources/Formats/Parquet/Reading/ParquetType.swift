/// What a stored value means (apache/parquet-format, LogicalTypes.md, and the older `ConvertedType`).
enum ParquetType: Equatable {
    enum Unit: Int { case milliseconds = 1, microseconds, nanoseconds }

    case boolean, signed, unsigned, float16, float, double
    /// UTF-8: strings, and the names of enumerations.
    case string
    /// JSON text.
    case json
    /// Bytes without a meaning.
    case binary
    case decimal(scale: Int)
    case date
    case time(Unit)
    case timestamp(Unit, isUTC: Bool)
    case uuid

    /// nil for a physical type that is not known.
    init?(_ element: ParquetSchemaElement, _ physicalType: Int) {
        guard (0...7).contains(physicalType) else { return nil }
        self = Self.annotated(element, physicalType) ?? Self.plain(physicalType)
    }

    private static func plain(_ physicalType: Int) -> ParquetType {
        switch physicalType {
        case 0: .boolean
        case 1, 2: .signed
        // A day and the nanoseconds in it, as Impala and older Sparks write times.
        case 3: .timestamp(.nanoseconds, isUTC: false)
        case 4: .float
        case 5: .double
        default: .binary
        }
    }

    private static func annotated(_ element: ParquetSchemaElement, _ physicalType: Int) -> ParquetType? {
        let isInteger = physicalType == 1 || physicalType == 2
        if let logical = element.logical {
            switch logical.field {
            case 1, 4: if physicalType == 6 { return .string }
            case 12: if physicalType == 6 { return .json }
            case 5: if physicalType != 0 { return .decimal(scale: logical.scale) }
            case 6: if isInteger { return .date }
            case 7: if isInteger { return Unit(rawValue: logical.unit).map { .time($0) } }
            case 8: if isInteger { return Unit(rawValue: logical.unit).map { .timestamp($0, isUTC: logical.isUTC) } }
            case 10: if isInteger { return logical.isSigned ? .signed : .unsigned }
            case 14: if physicalType == 7, element.length == 16 { return .uuid }
            case 15: if physicalType == 7, element.length == 2 { return .float16 }
            default: break
            }
        }
        switch element.converted {
        case 0, 4: return physicalType == 6 ? .string : nil
        case 19: return physicalType == 6 ? .json : nil
        case 5: return physicalType == 0 ? nil : .decimal(scale: element.scale)
        case 6: return isInteger ? .date : nil
        case 7: return isInteger ? .time(.milliseconds) : nil
        case 8: return isInteger ? .time(.microseconds) : nil
        case 9: return isInteger ? .timestamp(.milliseconds, isUTC: true) : nil
        case 10: return isInteger ? .timestamp(.microseconds, isUTC: true) : nil
        case 11, 12, 13, 14: return isInteger ? .unsigned : nil
        default: return nil
        }
    }
}
