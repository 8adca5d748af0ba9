/// What a `Content-Type` says: a type and, perhaps, a character set (RFC 9110, section 8.3).
struct MediaType {
    /// `text/html`, in small letters.
    var name: [UInt8]
    var charset: String?

    init(_ field: [UInt8]) {
        let parts = field.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        name = (parts.first ?? []).filter { $0 > 0x20 }.map(MessageHeader.lowered)
        for part in parts.dropFirst() {
            let sides = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard sides.count == 2,
                MessageHeader.isEqual(sides[0].filter { $0 > 0x20 }.map(MessageHeader.lowered), "charset")
            else { continue }
            let value = sides[1].filter { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
            charset = value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
        }
    }

    var isHTML: Bool {
        MessageHeader.isEqual(name, "text/html") || MessageHeader.isEqual(name, "application/xhtml+xml")
    }
    var isPlainText: Bool { MessageHeader.isEqual(name, "text/plain") }
    var isJSON: Bool { MessageHeader.isEqual(name, "application/json") }
}
