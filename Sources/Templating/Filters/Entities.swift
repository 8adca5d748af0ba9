/// HTML character references in text that has been stripped of tags: the numeric ones and those of plain HTML that
/// escaping makes.
enum Entities {
    private static let named: [String: UInt32] = [
        "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "copy": 0xA9, "reg": 0xAE,
        "laquo": 0xAB, "raquo": 0xBB, "hellip": 0x2026, "mdash": 0x2014, "ndash": 0x2013, "lsquo": 0x2018,
        "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D, "euro": 0x20AC, "trade": 0x2122, "times": 0xD7,
    ]

    static func decoded(_ text: PythonString) -> PythonString {
        let bytes = text.bytes
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var result: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "&"), let (point, end) = reference(bytes, at + 1) {
                result.append(codePoint: point)
                at = end
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return PythonString(result)
    }

    private static func reference(_ bytes: [UInt8], _ start: Int) -> (UInt32, Int)? {
        guard let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")), end > start else { return nil }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        if let point = named[name] { return (point, end + 1) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits) else { return nil }
        return (value == 0 || value > 0x10FFFF || (0xD800...0xDFFF).contains(value) ? 0xFFFD : value, end + 1)
    }
}
