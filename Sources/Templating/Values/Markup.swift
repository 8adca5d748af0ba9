/// markupsafe: text that is escaped already, and how other text becomes so.
enum Markup {
    /// `escape(value)`: the text of a `Markup` as it is, of anything else with HTML's special characters replaced.
    static func escape(_ value: PythonValue) throws(Fault) -> PythonString {
        if case .string(let text) = value { return escape(text) }
        return escape(try value.str())
    }

    static func escape(_ text: PythonString) -> PythonString {
        if text.isMarkup { return text }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.bytes.count)
        for byte in text.bytes {
            switch byte {
            case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
            case UInt8(ascii: "\""): bytes.append(contentsOf: "&#34;".utf8)
            default: bytes.append(byte)
            }
        }
        return PythonString(bytes: bytes, isASCII: text.isASCII, isMarkup: true)
    }
}

extension PythonString {
    /// Python's `+`: where one side is `Markup`, the other is escaped.
    func adding(_ other: PythonString) -> PythonString {
        var sum = isMarkup || other.isMarkup ? Markup.escape(self) : self
        sum.append(sum.isMarkup ? Markup.escape(other) : other)
        return sum
    }
}

extension PythonValue {
    var isMarkup: Bool {
        if case .string(let text) = self { text.isMarkup } else { false }
    }
}
