/// Filters that write values for other programs.
enum SerialFilters {
    static let all: [Builtin] = [
        Builtin("tojson", ["ensure_ascii", "indent", "separators", "sort_keys"], only: .chat, chatJSON),
        Builtin("tojson", ["indent"], json), Builtin("urlencode", urlEncode), Builtin("pprint", prettyPrint),
    ]

    /// Sorted keys, and no character that HTML would read.
    private static func json(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        var writer = JSONWriter(isASCII: true, sortsKeys: true)
        try writer.setIndent(arguments.unlessNone(0))
        try writer.write(value)
        var bytes: [UInt8] = []
        for byte in writer.bytes {
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"):
                bytes += Array("\\u00".utf8) + Array(String(byte, radix: 16).utf8)
            default: bytes.append(byte)
            }
        }
        return try machine.string(bytes, markup: true)
    }

    private static func chatJSON(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        var writer = JSONWriter(isASCII: arguments[0]?.truth ?? false, sortsKeys: arguments[3]?.truth ?? false)
        try writer.setIndent(arguments.unlessNone(1))
        if let separators = arguments.unlessNone(2) {
            let pair = try machine.elements(separators)
            guard pair.count == 2 else { throw .value("separators must be a pair") }
            writer.itemSeparator = try pair[0].str().bytes
            writer.keySeparator = try pair[1].str().bytes
        }
        try writer.write(value)
        return try machine.string(writer.bytes)
    }

    private static func quoted(_ value: PythonValue, inQuery: Bool) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in try value.str().bytes {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            case UInt8(ascii: "/") where !inQuery: bytes.append(byte)
            case 0x20 where inQuery: bytes.append(UInt8(ascii: "+"))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                bytes += Array(("%" + (hex.utf8.count == 1 ? "0" : "") + hex).utf8)
            }
        }
        return bytes
    }

    private static func urlEncode(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        if case .string = value { return try machine.string(try quoted(value, inQuery: false)) }
        var pairs: [PythonValue] = []
        if case .dict(let dict) = value {
            for entry in dict.entries { pairs.append(try machine.tuple([entry.key, entry.value])) }
        } else if try Cursor(value) != nil {
            pairs = try machine.elements(value)
        } else {
            return try machine.string(try quoted(value, inQuery: false))
        }
        var bytes: [UInt8] = []
        for (index, pair) in pairs.enumerated() {
            let items = try machine.elements(pair)
            guard items.count == 2 else { throw .value("expected pairs to encode") }
            if index > 0 { bytes.append(UInt8(ascii: "&")) }
            bytes += try quoted(items[0], inQuery: true) + [UInt8(ascii: "=")] + quoted(items[1], inQuery: true)
        }
        return try machine.string(bytes)
    }

    /// One line as long as that is what the peer prints.
    private static func prettyPrint(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let text = try value.repr()
        if text.count > 80 { throw Fault(.unsupported, "pprint of a value wider than 80 columns is not supported yet") }
        return .string(text)
    }
}
