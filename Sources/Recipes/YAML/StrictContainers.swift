internal import Records

/// A YAML mapping as Codable sees it.
struct StrictKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [YAMLNode.Member]
    let decoder: StrictDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    /// Asked for by types that take any key, such as dictionaries: such a type knows them all.
    var allKeys: [Key] {
        decoder.keys.names += members.map(\.key)
        return members.compactMap { Key(stringValue: $0.key) }
    }

    private func find(_ key: Key) -> YAMLNode? {
        decoder.keys.names.append(key.stringValue)
        return members.first { $0.key == key.stringValue }?.value
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { find(key)?.isNull ?? true }

    private func node(_ key: Key) throws -> YAMLNode {
        guard let node = find(key) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: ""))
        }
        return node
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try StrictDecoder.unbox(type, try node(key), path: codingPath + [key])
    }

    /// A present key with nothing behind it (`normalise:`) means an empty mapping, all defaults, not absence.
    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let node = find(key) else { return nil }
        if node.isNull, !(type is any Defaulted.Type) { return nil }
        return try StrictDecoder.unbox(type, node, path: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try nested(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { try nested(key) }

    private func nested(_ key: Key) throws -> StrictDecoder {
        StrictDecoder(node: try node(key), codingPath: codingPath + [key], keys: .init())
    }
}

/// A YAML list as Codable sees it.
struct StrictListContainer: UnkeyedDecodingContainer {
    let items: [YAMLNode]
    let decoder: StrictDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { items.count }
    var isAtEnd: Bool { currentIndex >= items.count }
    private(set) var currentIndex = 0

    init(items: [YAMLNode], decoder: StrictDecoder) {
        self.items = items
        self.decoder = decoder
    }

    private mutating func next() throws -> YAMLNode {
        guard !isAtEnd else { throw decoder.node.error("the list is too short") }
        defer { currentIndex += 1 }
        return items[currentIndex]
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, items[currentIndex].isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try StrictDecoder.unbox(type, try next(), path: codingPath)
    }

    private mutating func nested() throws -> StrictDecoder {
        StrictDecoder(node: try next(), codingPath: codingPath, keys: .init())
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try nested().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try nested().unkeyedContainer() }
    mutating func superDecoder() throws -> any Decoder { try nested() }
}

/// A YAML scalar as Codable sees it.
struct StrictScalar: SingleValueDecodingContainer {
    let node: YAMLNode
    let codingPath: [any CodingKey]

    private func text(_ expected: String) throws -> String {
        if case .scalar(let text, _) = node.kind, !node.isNull { return text }
        throw node.error("expected \(expected), found \(node.typeName)")
    }

    private func parse<T>(_ expected: String, _ convert: (String) -> T?) throws -> T {
        guard let value = convert(try text(expected)) else {
            throw node.error("expected \(expected), found \(node.typeName)")
        }
        return value
    }

    func decodeNil() -> Bool { node.isNull }
    func decode(_ type: String.Type) throws -> String { try text("a text") }

    func decode(_ type: Bool.Type) throws -> Bool {
        try parse("true or false") { ["true": true, "yes": true, "false": false, "no": false][$0.lowercased()] }
    }

    func decode(_ type: Double.Type) throws -> Double { try parse("a number") { Double($0) } }
    func decode(_ type: Float.Type) throws -> Float { try parse("a number") { Float($0) } }
    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }

    func decode<T: Decodable>(_ type: T.Type) throws -> T { try StrictDecoder.unbox(type, node, path: codingPath) }

    /// Whole numbers may be grouped by underscores, as in `32_000`.
    private func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        try parse("a whole number") { T($0.replacing("_", with: "")) }
    }
}
