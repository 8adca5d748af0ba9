/// Escapes in string literals, as Python's `unicode-escape` codec reads them.
enum StringLiteral {
    static func decode(_ body: ArraySlice<UInt8>, fault: (String) -> Fault) throws(Fault) -> [UInt8] {
        guard body.contains(UInt8(ascii: "\\")) else { return Array(body) }
        var bytes: [UInt8] = []
        var at = body.startIndex
        while at < body.endIndex {
            if body[at] != UInt8(ascii: "\\") {
                bytes.append(body[at])
                at += 1
                continue
            }
            at += 1
            guard at < body.endIndex else { throw fault("\\ at end of string") }
            at = try escape(body, at, into: &bytes, fault: fault)
        }
        return bytes
    }

    private static let simple: [UInt8: UInt8] = [
        UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22, UInt8(ascii: "a"): 7,
        UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
        UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
    ]

    /// Reads the escape whose letter is at an offset; gives the offset after it.
    private static func escape(
        _ body: ArraySlice<UInt8>, _ at: Int, into bytes: inout [UInt8], fault: (String) -> Fault
    ) throws(Fault) -> Int {
        let letter = body[at]
        if letter == 0x0A { return at + 1 }
        if let byte = simple[letter] {
            bytes.append(byte)
            return at + 1
        }
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return octal(body, at, into: &bytes)
        case UInt8(ascii: "x"): return try hex(body, at + 1, digits: 2, into: &bytes, fault: fault)
        case UInt8(ascii: "u"): return try hex(body, at + 1, digits: 4, into: &bytes, fault: fault)
        case UInt8(ascii: "U"): return try hex(body, at + 1, digits: 8, into: &bytes, fault: fault)
        case UInt8(ascii: "N"): throw fault("\\N{…} names are not supported in string literals")
        case 0x80...: return spelledOut(body, at, into: &bytes)
        default:
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(letter)
            return at + 1
        }
    }

    private static func octal(_ body: ArraySlice<UInt8>, _ at: Int, into bytes: inout [UInt8]) -> Int {
        var end = at
        var value: UInt32 = 0
        while end < body.endIndex, end < at + 3, body[end] >= 0x30, body[end] <= 0x37 {
            value = value * 8 + UInt32(body[end] - 0x30)
            end += 1
        }
        bytes.append(codePoint: value)
        return end
    }

    private static func hex(
        _ body: ArraySlice<UInt8>, _ at: Int, digits: Int, into bytes: inout [UInt8], fault: (String) -> Fault
    ) throws(Fault) -> Int {
        let end = at + digits
        guard end <= body.endIndex,
            body[at..<end].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }),
            let value = UInt32(String(decoding: body[at..<end], as: UTF8.self), radix: 16)
        else { throw fault("truncated \\x, \\u or \\U escape in a string") }
        guard value <= 0x10FFFF else { throw fault("illegal Unicode character in a string escape") }
        bytes.append(codePoint: value)
        return end
    }

    /// The peer writes what is not ASCII as escapes before it reads escapes, so a backslash before such a character
    /// leaves the character's own escape, spelled out.
    private static func spelledOut(_ body: ArraySlice<UInt8>, _ at: Int, into bytes: inout [UInt8]) -> Int {
        let rest = Array(body[at...])
        let point = rest.span.codePoint(at: 0)
        let (mark, width) = point < 0x100 ? ("\\x", 2) : point < 0x10000 ? ("\\u", 4) : ("\\U", 8)
        let digits = String(point, radix: 16)
        bytes.append(
            contentsOf: (mark + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits).utf8)
        return at + rest.span.codePointLength(at: 0)
    }
}
