/// Reads Thrift's compact protocol, in which Parquet's metadata is held
/// (apache/thrift, doc/specs/thrift-compact-protocol.md). Every length is checked against what is there.
struct ThriftReader {
    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// A field's or element's type as its header says.
    enum Kind: UInt8 {
        case yes = 1, no, byte, i16, i32, i64, double, binary, list, set, map, structure
    }

    struct Field {
        var id: Int
        var kind: Kind
    }

    private static let maximumDepth = 32

    private mutating func byte() throws(ParquetFault) -> UInt8 {
        guard position < bytes.count else { throw .cutShort }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func varint() throws(ParquetFault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
        }
        throw ParquetFault("a number of the metadata has more than ten bytes")
    }

    private mutating func zigzag() throws(ParquetFault) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    private mutating func kind(_ code: UInt8) throws(ParquetFault) -> Kind {
        guard let kind = Kind(rawValue: code) else {
            throw ParquetFault("the metadata has a value of the unknown type \(code)")
        }
        return kind
    }

    /// Reads a struct: `read` takes the value of each field, or skips it.
    mutating func structure(
        _ read: (inout ThriftReader, Field) throws(ParquetFault) -> Void
    ) throws(ParquetFault) {
        var id = 0
        while true {
            let head = try byte()
            if head == 0 { return }
            let delta = Int(head >> 4)
            id = delta > 0 ? id &+ delta : Int(truncatingIfNeeded: try zigzag())
            let field = Field(id: id, kind: try kind(head & 15))
            try read(&self, field)
        }
    }

    /// Reads a list: `read` takes each element.
    mutating func list(
        _ field: Field, _ read: (inout ThriftReader, Field) throws(ParquetFault) -> Void
    ) throws(ParquetFault) {
        try check(field, field.kind == .list || field.kind == .set)
        let (count, kind) = try listHead()
        for _ in 0..<count { try read(&self, Field(id: field.id, kind: kind)) }
    }

    private mutating func listHead() throws(ParquetFault) -> (count: Int, kind: Kind) {
        let head = try byte()
        let kind = try kind(head & 15)
        let count = head >> 4 == 15 ? try varint() : UInt64(head >> 4)
        // An element takes a byte at least.
        guard count <= UInt64(bytes.count - position) else { throw .cutShort }
        return (Int(count), kind)
    }

    mutating func integer(_ field: Field) throws(ParquetFault) -> Int {
        switch field.kind {
        case .byte: return Int(Int8(bitPattern: try byte()))
        case .i16, .i32, .i64: return Int(try zigzag())
        default: throw wrong(field)
        }
    }

    mutating func boolean(_ field: Field) throws(ParquetFault) -> Bool {
        try check(field, field.kind == .yes || field.kind == .no)
        return field.kind == .yes
    }

    mutating func binary(_ field: Field) throws(ParquetFault) -> [UInt8] {
        try check(field, field.kind == .binary)
        let count = try varint()
        guard count <= UInt64(bytes.count - position) else { throw .cutShort }
        defer { position += Int(count) }
        return Array(bytes[position..<position + Int(count)])
    }

    /// Passes over a value, whatever it is.
    mutating func skip(_ field: Field, depth: Int = 0) throws(ParquetFault) {
        guard depth < Self.maximumDepth else { throw ParquetFault("the metadata is nested too deeply") }
        switch field.kind {
        case .yes, .no: break
        case .byte: _ = try byte()
        case .i16, .i32, .i64: _ = try varint()
        case .double: for _ in 0..<8 { _ = try byte() }
        case .binary: _ = try binary(field)
        case .list, .set:
            let (count, kind) = try listHead()
            for _ in 0..<count { try skipElement(kind, depth: depth + 1) }
        case .map: try skipMap(depth: depth + 1)
        case .structure:
            try structure { (reader, inner) throws(ParquetFault) in try reader.skip(inner, depth: depth + 1) }
        }
    }

    /// In a list or map, a boolean is a byte of its own.
    private mutating func skipElement(_ kind: Kind, depth: Int) throws(ParquetFault) {
        switch kind {
        case .yes, .no: _ = try byte()
        default: try skip(Field(id: 0, kind: kind), depth: depth)
        }
    }

    private mutating func skipMap(depth: Int) throws(ParquetFault) {
        let count = try varint()
        guard count > 0 else { return }
        let kinds = try byte()
        let (key, value) = (try kind(kinds >> 4), try kind(kinds & 15))
        guard count <= UInt64(bytes.count - position) else { throw .cutShort }
        for _ in 0..<count {
            try skipElement(key, depth: depth)
            try skipElement(value, depth: depth)
        }
    }

    private func check(_ field: Field, _ isRight: Bool) throws(ParquetFault) {
        if !isRight { throw wrong(field) }
    }

    private func wrong(_ field: Field) -> ParquetFault {
        ParquetFault("field \(field.id) of the metadata is of the wrong type")
    }
}
