/// A column of a Parquet file as the writer knows it. No value is null.
package struct ParquetColumn: Sendable {
    package enum Kind: Sendable {
        case utf8, int64, double
        /// A list of 32-bit integers a row.
        case int32List
    }

    package var name: String
    package var kind: Kind

    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// Path of the leaf (apache/parquet-format, LogicalTypes.md, "Lists": three levels).
    var path: [String] { kind == .int32List ? [name, "list", "element"] : [name] }

    /// parquet.thrift, `enum Type`.
    var physicalType: Int32 {
        switch kind {
        case .int32List: 1
        case .int64: 2
        case .double: 5
        case .utf8: 6
        }
    }

    var isRepeated: Bool { kind == .int32List }

    /// Schema elements of the column, depth first.
    func writeSchema(_ thrift: inout ThriftWriter) {
        if isRepeated {
            thrift.element { group in
                group.i32(3, Self.required)
                group.string(4, name)
                group.i32(5, 1)
                group.i32(6, 3)  // ConvertedType LIST
                group.structure(10) { $0.structure(3) { _ in } }  // LogicalType LIST
            }
            thrift.element { group in
                group.i32(3, 2)  // repeated
                group.string(4, "list")
                group.i32(5, 1)
            }
        }
        thrift.element { leaf in
            leaf.i32(1, physicalType)
            leaf.i32(3, Self.required)
            leaf.string(4, path.last ?? name)
            if kind == .utf8 {
                leaf.i32(6, 0)  // ConvertedType UTF8
                leaf.structure(10) { $0.structure(1) { _ in } }  // LogicalType STRING
            }
        }
    }

    /// How many schema elements that is.
    var schemaElements: Int { isRepeated ? 3 : 1 }

    private static let required: Int32 = 0
}
