/// The columns of a Parquet file: a tree of nodes, and its leaves, which are what is stored.
///
/// Levels are Dremel's (Melnik et al., "Dremel", VLDB 2010, section 4.1): a definition level says how much of the path to
/// a leaf is there, a repetition level at which list of the path a value goes on.
struct ParquetSchema {
    struct Leaf {
        /// The path to it, as users write it.
        var path: String
        var type: ParquetType
        /// parquet.thrift, `Type`.
        var physicalType: Int
        var length: Int
        var maximumDefinition: Int
        var maximumRepetition: Int
    }

    private(set) var fields: [ParquetNode] = []
    private(set) var leaves: [Leaf] = []
    private let elements: [ParquetSchemaElement]
    private var next = 1

    private static let maximumDepth = 64

    init(_ elements: [ParquetSchemaElement]) throws(ParquetFault) {
        self.elements = elements
        guard let root = elements.first else { throw ParquetFault("the schema is empty") }
        fields = try children(of: root, path: [], Levels())
        guard next == elements.count else { throw ParquetFault("the schema has elements that belong to no group") }
    }

    private struct Levels {
        var definition = 0
        var repetition = 0
        var depth = 0
    }

    private mutating func children(
        of group: ParquetSchemaElement, path: [String], _ levels: Levels
    ) throws(ParquetFault) -> [ParquetNode] {
        guard levels.depth < Self.maximumDepth else { throw ParquetFault("the schema is nested too deeply") }
        guard group.childCount >= 0, group.childCount <= elements.count - next else {
            throw ParquetFault("a group of the schema has \(group.childCount) children")
        }
        var nodes: [ParquetNode] = []
        for _ in 0..<group.childCount { nodes.append(try node(path, levels)) }
        return nodes
    }

    private mutating func node(_ path: [String], _ outer: Levels) throws(ParquetFault) -> ParquetNode {
        guard next < elements.count else { throw .cutShort }
        let element = elements[next]
        next += 1
        var levels = outer
        levels.depth += 1
        if element.repetition != .required { levels.definition += 1 }
        if element.repetition == .repeated { levels.repetition += 1 }
        let first = leaves.count
        let path = path + [String(decoding: element.name, as: UTF8.self)]
        let shape: ParquetNode.Shape
        if let physicalType = element.physicalType {
            try appendLeaf(element, physicalType, path, levels)
            shape = .leaf
        } else {
            let children = try children(of: element, path: path, levels)
            guard !children.isEmpty else { throw ParquetFault("the group '\(path.joined(separator: "."))' is empty") }
            shape = Self.shape(of: element, children)
        }
        let node = ParquetNode(
            name: element.name, definition: levels.definition, isOptional: element.repetition == .optional,
            columns: first..<leaves.count, shape: shape)
        guard element.repetition == .repeated else { return node }
        // A repeated field is a list of itself, which is never null.
        return ParquetNode(
            name: element.name, definition: 0, isOptional: false, columns: node.columns,
            shape: .list(element: [node], definition: levels.definition, repetition: levels.repetition))
    }

    private mutating func appendLeaf(
        _ element: ParquetSchemaElement, _ physicalType: Int, _ path: [String], _ levels: Levels
    ) throws(ParquetFault) {
        let path = path.joined(separator: ".")
        guard let type = ParquetType(element, physicalType) else {
            throw ParquetFault("the column '\(path)' has the unknown type \(physicalType)")
        }
        guard element.length >= 0, physicalType != 7 || element.length > 0 else {
            throw ParquetFault("values of the column '\(path)' have \(element.length) bytes")
        }
        leaves.append(
            Leaf(
                path: path, type: type, physicalType: physicalType, length: element.length,
                maximumDefinition: levels.definition, maximumRepetition: levels.repetition))
    }

    /// Lists and maps as LogicalTypes.md of apache/parquet-format has them, with its rules for older files.
    private static func shape(of element: ParquetSchemaElement, _ children: [ParquetNode]) -> ParquetNode.Shape {
        let isList = element.logical?.field == 3 || element.converted == 3
        let isMap = element.logical?.field == 2 || element.converted == 1 || element.converted == 2
        guard isList || isMap, children.count == 1,
            case .list(let repeated, let definition, let repetition) = children[0].shape,
            let inner = repeated.first
        else { return .structure(children) }
        guard case .structure(let fields) = inner.shape else { return children[0].shape }
        if isMap {
            return fields.count == 2
                ? .map(fields, definition: definition, repetition: repetition) : .structure(children)
        }
        let isElement =
            fields.count > 1 || inner.name == Array("array".utf8) || inner.name == element.name + Array("_tuple".utf8)
        return .list(element: isElement ? [inner] : fields, definition: definition, repetition: repetition)
    }
}
