/// Python's `json.dumps`.
struct JSONWriter {
    let isASCII: Bool
    let sortsKeys: Bool
    var itemSeparator = Array(", ".utf8)
    var keySeparator = Array(": ".utf8)
    private var indent: [UInt8]?
    private(set) var bytes: [UInt8] = []
    private var depth = 0

    init(isASCII: Bool, sortsKeys: Bool) {
        self.isASCII = isASCII
        self.sortsKeys = sortsKeys
    }

    /// An indent by columns or by a string puts every item on its line.
    mutating func setIndent(_ value: PythonValue?) throws(Fault) {
        guard let value else { return }
        if case .string(let text) = value {
            indent = text.bytes
        } else if let width = value.integer {
            if width > 1000 { throw .limit("the indent is too wide") }
            indent = [UInt8](repeating: 0x20, count: max(0, width))
        } else {
            throw .type("indent must be an integer or a string")
        }
        itemSeparator = [UInt8(ascii: ",")]
    }

    mutating func write(_ value: PythonValue) throws(Fault) {
        switch value {
        case .none: bytes += Array("null".utf8)
        case .bool(let flag): bytes += Array((flag ? "true" : "false").utf8)
        case .int(let number): bytes.append(decimal: number)
        case .float(let number): bytes += Array(Self.spelled(number).utf8)
        case .string(let text): write(text)
        case .list(let list): try write(list.items)
        case .tuple(let tuple): try write(tuple.items)
        case .dict(let dict): try write(dict)
        default: throw .type("Object of type \(value.typeName) is not JSON serializable")
        }
        if bytes.count > Limits.printed { throw .limit("a printed value is too long") }
    }

    private static func spelled(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return number.pythonRepr
    }

    private mutating func newline() {
        guard let indent else { return }
        bytes.append(0x0A)
        for _ in 0..<depth { bytes += indent }
    }

    private mutating func open(_ mark: String) throws(Fault) {
        bytes += Array(mark.utf8)
        depth += 1
        if depth > Limits.valueDepth { throw .limit("values are nested too deeply, or contain themselves") }
    }

    private mutating func close(_ mark: String) {
        depth -= 1
        newline()
        bytes += Array(mark.utf8)
    }

    private mutating func write(_ items: [PythonValue]) throws(Fault) {
        if items.isEmpty { return bytes += Array("[]".utf8) }
        try open("[")
        for (index, item) in items.enumerated() {
            if index > 0 { bytes += itemSeparator }
            newline()
            try write(item)
        }
        close("]")
    }

    private mutating func write(_ dict: PythonDict) throws(Fault) {
        if dict.count == 0 { return bytes += Array("{}".utf8) }
        try open("{")
        var entries = dict.entries
        if sortsKeys { entries = try sorted(entries) }
        for (index, entry) in entries.enumerated() {
            if index > 0 { bytes += itemSeparator }
            newline()
            switch entry.key {
            case .string(let text): write(text)
            case .none, .bool, .int, .float:
                bytes.append(UInt8(ascii: "\""))
                try write(entry.key)
                bytes.append(UInt8(ascii: "\""))
            default:
                throw .type("keys must be str, int, float, bool or None, not \(entry.key.typeName)")
            }
            bytes += keySeparator
            try write(entry.value)
        }
        close("}")
    }

    private func sorted(_ entries: [PythonDict.Entry]) throws(Fault) -> [PythonDict.Entry] {
        var sorted: [PythonDict.Entry] = []
        for entry in entries {
            var low = 0
            var high = sorted.count
            while low < high {
                let middle = (low + high) / 2
                if try entry.key.isLess(than: sorted[middle].key) { high = middle } else { low = middle + 1 }
            }
            sorted.insert(entry, at: low)
        }
        return sorted
    }

    private mutating func write(_ text: PythonString) {
        bytes.append(UInt8(ascii: "\""))
        let span = text.bytes.span
        var at = 0
        while at < span.count {
            let point = span.codePoint(at: at)
            at += span.codePointLength(at: at)
            switch point {
            case 0x22: bytes += Array("\\\"".utf8)
            case 0x5C: bytes += Array("\\\\".utf8)
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case 0x09: bytes += Array("\\t".utf8)
            case 0x08: bytes += Array("\\b".utf8)
            case 0x0C: bytes += Array("\\f".utf8)
            case 0x20..<0x7F: bytes.append(UInt8(truncatingIfNeeded: point))
            case 0x7F: bytes.append(0x7F)
            case 0x80... where !isASCII: bytes.append(codePoint: point)
            default: escape(point)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ point: UInt32) {
        if point >= 0x10000 {
            escape(0xD800 + ((point - 0x10000) >> 10))
            return escape(0xDC00 + ((point - 0x10000) & 0x3FF))
        }
        let hex = String(point, radix: 16)
        bytes += Array(("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex).utf8)
    }
}
