import Records

/// The header of a record of a web archive (ISO 28500, section 4), an HTTP message or a mail (RFC 5322, section 2.2): named
/// fields, and a line before them where there is one.
struct MessageHeader {
    /// `WARC/1.0`, `HTTP/1.1 200 OK`; empty in a mail.
    private(set) var firstLine: [UInt8] = []
    private(set) var fields: [(name: [UInt8], value: [UInt8])] = []
    /// Bytes of it, the empty line behind it among them.
    private(set) var length = 0

    static let maximumBytes = 1 << 18

    /// No fields.
    init() {}

    /// - Parameter hasFirstLine: whether a line that is no field begins it.
    /// - Returns: nil if `bytes` end before the header does.
    init?(_ bytes: Span<UInt8>, hasFirstLine: Bool = true) {
        var start = 0
        while let feed = ByteScan.first(0x0A, in: bytes, from: start) {
            var end = feed
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            let line = bytes.extracting(start..<end).withUnsafeBufferPointer { Array($0) }
            start = feed + 1
            if line.isEmpty {
                length = start
                return
            }
            take(line, isFirst: hasFirstLine && firstLine.isEmpty)
        }
        return nil
    }

    private mutating func take(_ line: [UInt8], isFirst: Bool) {
        if isFirst {
            firstLine = line
        } else if line[0] == 0x20 || line[0] == 0x09 {
            // A value that goes on in the next line.
            if let last = fields.indices.last { fields[last].value += [0x20] + Self.trimmed(line[...]) }
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            fields.append((line[..<colon].map(Self.lowered), Self.trimmed(line[(colon + 1)...])))
        }
    }

    /// The value of the first field of this name, which is in small letters.
    subscript(name: StaticString) -> [UInt8]? {
        fields.first { Self.isEqual($0.name, name) }?.value
    }

    func value(_ name: StaticString) -> String? {
        self[name].map { String(decoding: $0, as: UTF8.self) }
    }

    static func isEqual(_ bytes: [UInt8], _ wanted: StaticString) -> Bool {
        bytes.elementsEqual(UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount))
    }

    static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = bytes.drop { $0 <= 0x20 }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return Array(bytes)
    }
}
