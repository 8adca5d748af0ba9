/// Puts together a Protocol Buffers message.
struct ProtobufWriter {
    private(set) var bytes: [UInt8]

    /// - Parameter bytes: a message to go on with.
    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    mutating func append(_ field: Int, _ number: UInt64) {
        appendNumber(UInt64(field) << 3)
        appendNumber(number)
    }

    mutating func append(_ field: Int, _ flag: Bool) { append(field, flag ? 1 : 0 as UInt64) }

    mutating func append(_ field: Int, _ value: Float) {
        appendNumber(UInt64(field) << 3 | 5)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ field: Int, _ content: [UInt8]) {
        appendNumber(UInt64(field) << 3 | 2)
        appendNumber(UInt64(content.count))
        bytes += content
    }

    private mutating func appendNumber(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
