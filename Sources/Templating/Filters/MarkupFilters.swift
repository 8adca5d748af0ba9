/// Filters that escape, and that mark text as escaped.
enum MarkupFilters {
    static let all: [Builtin] = [
        Builtin("escape", escape), Builtin("e", escape),
        Builtin("forceescape") { (_, value, _) throws(Fault) in .string(Markup.escape(try value.str().marked(false))) },
        Builtin("safe") { (_, value, _) throws(Fault) in .string(try value.str().marked(true)) },
        Builtin("striptags") { (_, value, _) throws(Fault) in .string(stripped(try value.str())) },
        Builtin("xmlattr", ["autospace"], attributes),
    ]

    private static func escape(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        .string(try Markup.escape(value))
    }

    private static func attributes(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        guard case .dict(let dict) = value else { throw .type("xmlattr needs a mapping") }
        var bytes: [UInt8] = []
        for entry in dict.entries {
            if entry.value.isNone || entry.value.isUndefined { continue }
            guard case .string(let key) = entry.key else { throw .type("attribute names must be strings") }
            if key.bytes.contains(where: { [0x20, 9, 10, 11, 12, 13, 0x2F, 0x3E, 0x3D].contains($0) }) {
                throw .value("invalid character in attribute name: '\(key.text)'")
            }
            if !bytes.isEmpty { bytes.append(0x20) }
            bytes += Markup.escape(key).bytes
            bytes += Array("=\"".utf8)
            bytes += try Markup.escape(entry.value).bytes
            bytes.append(UInt8(ascii: "\""))
        }
        if !bytes.isEmpty, arguments[0]?.truth ?? true { bytes.insert(0x20, at: 0) }
        return try machine.string(bytes, markup: machine.escaping)
    }

    /// Without comments and tags, white space joined, entities read.
    private static func stripped(_ text: PythonString) -> PythonString {
        var rest = cut(text.marked(false), from: "<!--", to: "-->")
        rest = cut(rest, from: "<", to: ">")
        var joined = PythonString.empty
        for (index, word) in rest.splitAtSpace(limit: .max).enumerated() {
            if index > 0 { joined.append(PythonString(" ")) }
            joined.append(word)
        }
        return Entities.decoded(joined)
    }

    /// Takes out everything between marks, again and again until a mark has no end.
    private static func cut(_ text: PythonString, from open: String, to close: String) -> PythonString {
        let (open, close) = (PythonString(open), PythonString(close))
        var result: [UInt8] = []
        var at = 0
        let span = text.bytes.span
        while let start = span.find(open.bytes.span, from: at),
            let end = span.find(close.bytes.span, from: start)
        {
            result += text.bytes[at..<start]
            at = end + close.bytes.count
        }
        return PythonString(result + text.bytes[at...])
    }
}
