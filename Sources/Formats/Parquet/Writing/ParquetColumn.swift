/// A column of a Parquet file as the writer knows it.
package struct ParquetColumn: Sendable, Equatable {
    package indirect enum Kind: Sendable, Equatable {
        case boolean, int32, int64, double, utf8
        /// JSON text.
        case json
        /// Of such elements.
        case list(ParquetColumn)
        case structure([ParquetColumn])
    }

    package var name: String
    package var kind: Kind
    /// Whether values may be null.
    package var isOptional: Bool

    package init(_ name: String, _ kind: Kind, isOptional: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
    }

    /// A list of 32-bit integers a row.
    package static func int32List(_ name: String) -> ParquetColumn {
        ParquetColumn(name, .list(ParquetColumn("element", .int32)))
    }

    /// How many leaves it has.
    var leafCount: Int {
        switch kind {
        case .list(let element): element.leafCount
        case .structure(let fields): fields.reduce(0) { $0 + $1.leafCount }
        default: 1
        }
    }

    /// Its leaves, depth first.
    func leaves(_ path: [String] = [], definition: Int = 0, repetition: Int = 0) -> [ParquetLeaf] {
        let definition = definition + (isOptional ? 1 : 0)
        let path = path + [name]
        switch kind {
        // apache/parquet-format, LogicalTypes.md, "Lists": three levels.
        case .list(let element):
            return element.leaves(path + ["list"], definition: definition + 1, repetition: repetition + 1)
        case .structure(let fields):
            return fields.flatMap { $0.leaves(path, definition: definition, repetition: repetition) }
        default:
            return [ParquetLeaf(path: path, kind: kind, maximumDefinition: definition, maximumRepetition: repetition)]
        }
    }

    /// Schema elements of the column, depth first (parquet.thrift, `SchemaElement`).
    func writeSchema(_ thrift: inout ThriftWriter) {
        thrift.element { own in
            if let type = kind.physicalType { own.i32(1, type) }
            own.i32(3, isOptional ? 1 : 0)
            own.string(4, name)
            switch kind {
            case .list:
                own.i32(5, 1)
                own.i32(6, 3)  // ConvertedType LIST
                own.structure(10) { $0.structure(3) { _ in } }  // LogicalType LIST
            case .structure(let fields): own.i32(5, Int32(fields.count))
            case .utf8:
                own.i32(6, 0)  // ConvertedType UTF8
                own.structure(10) { $0.structure(1) { _ in } }  // LogicalType STRING
            case .json:
                own.i32(6, 19)  // ConvertedType JSON
                own.structure(10) { $0.structure(12) { _ in } }  // LogicalType JSON
            default: break
            }
        }
        switch kind {
        case .list(let element):
            thrift.element { group in
                group.i32(3, 2)  // repeated
                group.string(4, "list")
                group.i32(5, 1)
            }
            element.writeSchema(&thrift)
        case .structure(let fields): for field in fields { field.writeSchema(&thrift) }
        default: break
        }
    }

    /// How many schema elements that is.
    var schemaElements: Int {
        switch kind {
        case .list(let element): 2 + element.schemaElements
        case .structure(let fields): 1 + fields.reduce(0) { $0 + $1.schemaElements }
        default: 1
        }
    }
}

extension ParquetColumn.Kind {
    /// parquet.thrift, `enum Type`; nil for a group.
    var physicalType: Int32? {
        switch self {
        case .boolean: 0
        case .int32: 1
        case .int64: 2
        case .double: 5
        case .utf8, .json: 6
        case .list, .structure: nil
        }
    }
}

/// What is stored of a column: the values at the end of one path, and their greatest levels.
struct ParquetLeaf: Sendable {
    let path: [String]
    let kind: ParquetColumn.Kind
    let maximumDefinition: Int
    let maximumRepetition: Int
    let physicalType: Int32
    /// Whether values are compared as strings.
    let isText: Bool

    init(path: [String], kind: ParquetColumn.Kind, maximumDefinition: Int, maximumRepetition: Int) {
        self.path = path
        self.kind = kind
        self.maximumDefinition = maximumDefinition
        self.maximumRepetition = maximumRepetition
        physicalType = kind.physicalType ?? 6
        isText = kind == .utf8
    }
}
