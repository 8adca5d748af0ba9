/// What a part's `Content-Type` says (RFC 2045, section 5.1).
struct MailContentType {
    /// `text/plain`, in small letters.
    let name: String
    private var parameters: [String: [UInt8]] = [:]

    init(_ field: [UInt8]) {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for byte in field {
            if isEscaped {
                parts[parts.count - 1].append(byte)
                isEscaped = false
                continue
            }
            switch byte {
            case UInt8(ascii: "\\") where isQuoted: isEscaped = true
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ";") where !isQuoted: parts.append([])
            default: if isQuoted || byte > 0x20 { parts[parts.count - 1].append(byte) }
            }
        }
        name = String(decoding: parts[0].map(MessageHeader.lowered), as: UTF8.self)
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = String(decoding: part[..<equals].map(MessageHeader.lowered), as: UTF8.self)
            parameters[key] = parameters[key] ?? Array(part[(equals + 1)...])
        }
    }

    /// In small letters.
    subscript(parameter: String) -> String? {
        parameters[parameter].map { String(decoding: $0.map(MessageHeader.lowered), as: UTF8.self) }
    }

    /// What stands between the parts; nil if there is none.
    var boundary: [UInt8]? {
        guard let boundary = parameters["boundary"], !boundary.isEmpty else { return nil }
        return boundary
    }
}
