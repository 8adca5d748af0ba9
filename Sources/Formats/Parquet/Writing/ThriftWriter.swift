/// Writes Thrift's compact protocol, in which Parquet's metadata is held
/// (apache/thrift, doc/specs/thrift-compact-protocol.md).
struct ThriftWriter {
    enum Kind: UInt8 {
        case i16 = 4, i32 = 5, i64 = 6
        case binary = 8
        case list = 9
        case structure = 12
    }

    private(set) var bytes: [UInt8] = []
    /// Number of the last field written, of each struct that is open.
    private var lastFields: [Int16] = [0]

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func zigzag(_ value: Int64) {
        varint(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    private mutating func header(_ field: Int16, _ kind: Kind) {
        let delta = field - lastFields[lastFields.count - 1]
        if (1...15).contains(delta) {
            bytes.append(UInt8(delta) << 4 | kind.rawValue)
        } else {
            bytes.append(kind.rawValue)
            zigzag(Int64(field))
        }
        lastFields[lastFields.count - 1] = field
    }

    mutating func i16(_ field: Int16, _ value: Int16) {
        header(field, .i16)
        zigzag(Int64(value))
    }

    mutating func i32(_ field: Int16, _ value: Int32) {
        header(field, .i32)
        zigzag(Int64(value))
    }

    mutating func i64(_ field: Int16, _ value: Int64) {
        header(field, .i64)
        zigzag(value)
    }

    mutating func string(_ field: Int16, _ value: String) {
        header(field, .binary)
        element(value)
    }

    mutating func bytes(_ field: Int16, _ value: [UInt8]) {
        header(field, .binary)
        varint(UInt64(value.count))
        bytes += value
    }

    mutating func structure(_ field: Int16, _ write: (inout ThriftWriter) -> Void) {
        header(field, .structure)
        element(write)
    }

    mutating func list(_ field: Int16, of kind: Kind, count: Int) {
        header(field, .list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            varint(UInt64(count))
        }
    }

    /// An element of a list, or a value whose header is written.
    mutating func element(_ value: String) {
        varint(UInt64(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    mutating func element(_ value: Int32) { zigzag(Int64(value)) }

    /// A struct: its fields, and the stop byte.
    mutating func element(_ write: (inout ThriftWriter) -> Void) {
        lastFields.append(0)
        write(&self)
        lastFields.removeLast()
        bytes.append(0)
    }
}
