extension [UInt8] {
    /// Appends `str(value)`.
    mutating func append(str value: PythonValue) throws(Fault) {
        switch value {
        case .string(let text): append(contentsOf: text.bytes)
        case .undefined(let undefined): try undefined.requireLenient()
        case .int(let number): append(decimal: number)
        default: try append(repr: value)
        }
    }

    mutating func append(decimal number: Int) {
        if number >= 0, number < 10 { return append(48 &+ UInt8(truncatingIfNeeded: number)) }
        append(contentsOf: String(number).utf8)
    }

    /// Appends `repr(value)`.
    mutating func append(repr value: PythonValue) throws(Fault) {
        var open: [ObjectIdentifier] = []
        try append(repr: value, &open)
    }

    private mutating func append(repr value: PythonValue, _ open: inout [ObjectIdentifier]) throws(Fault) {
        switch value {
        case .missing, .undefined: append(contentsOf: "Undefined".utf8)
        case .none: append(contentsOf: "None".utf8)
        case .bool(let flag): append(contentsOf: (flag ? "True" : "False").utf8)
        case .int(let number): append(decimal: number)
        case .float(let number): append(contentsOf: number.pythonRepr.utf8)
        case .string(let text): append(quoted: text)
        case .list(let list): try append(items: list.items, of: list, ("[", "]"), &open)
        case .tuple(let tuple):
            try append(items: tuple.items, of: tuple, ("(", tuple.items.count == 1 ? ",)" : ")"), &open)
        case .dict(let dict): try append(pairs: dict, ("{", "}"), &open)
        case .object(let object): try append(object: object, &open)
        }
    }

    private mutating func enter(
        _ object: PythonObject, _ marks: (String, String), _ open: inout [ObjectIdentifier]
    ) throws(Fault) -> Bool {
        let id = ObjectIdentifier(object)
        if open.contains(id) {
            append(contentsOf: (marks.0 + "..." + marks.1).utf8)
            return false
        }
        if open.count >= Limits.valueDepth { throw .limit("values are nested too deeply to print") }
        open.append(id)
        return true
    }

    private mutating func append(
        items: [PythonValue], of object: PythonObject, _ marks: (String, String), _ open: inout [ObjectIdentifier]
    ) throws(Fault) {
        guard try enter(object, marks, &open) else { return }
        append(contentsOf: marks.0.utf8)
        for (index, item) in items.enumerated() {
            if index > 0 { append(contentsOf: ", ".utf8) }
            try append(repr: item, &open)
            if count > Limits.printed { throw .limit("a printed value is too long") }
        }
        append(contentsOf: marks.1.utf8)
        open.removeLast()
    }

    private mutating func append(
        pairs dict: PythonDict, _ marks: (String, String), _ open: inout [ObjectIdentifier]
    ) throws(Fault) {
        guard try enter(dict, marks, &open) else { return }
        append(contentsOf: marks.0.utf8)
        for (index, entry) in dict.entries.enumerated() {
            if index > 0 { append(contentsOf: ", ".utf8) }
            try append(repr: entry.key, &open)
            append(contentsOf: ": ".utf8)
            try append(repr: entry.value, &open)
            if count > Limits.printed { throw .limit("a printed value is too long") }
        }
        append(contentsOf: marks.1.utf8)
        open.removeLast()
    }

    private mutating func append(object: PythonObject, _ open: inout [ObjectIdentifier]) throws(Fault) {
        if let view = object as? PythonView {
            let items = (0..<view.dict.count).map(view.element)
            try append(items: items, of: view, (view.typeName + "([", "])"), &open)
        } else if let space = object as? Namespace {
            try append(pairs: space.attributes, ("<Namespace {", "}>"), &open)
        } else {
            append(contentsOf: object.brief.utf8)
        }
    }

    /// Appends a string as a Python literal.
    private mutating func append(quoted text: PythonString) {
        if text.isMarkup { append(contentsOf: "Markup(".utf8) }
        let single = UInt8(ascii: "'")
        let quote =
            text.bytes.contains(single) && !text.bytes.contains(UInt8(ascii: "\"")) ? UInt8(ascii: "\"") : single
        append(quote)
        let bytes = text.bytes.span
        var at = 0
        while at < bytes.count {
            let length = bytes.codePointLength(at: at)
            append(escaped: bytes.codePoint(at: at), quote: quote)
            at += length
        }
        append(quote)
        if text.isMarkup { append(UInt8(ascii: ")")) }
    }

    private mutating func append(escaped point: UInt32, quote: UInt8) {
        switch point {
        case UInt32(quote), 0x5C:
            append(UInt8(ascii: "\\"))
            append(codePoint: point)
        case 0x0A: append(contentsOf: "\\n".utf8)
        case 0x0D: append(contentsOf: "\\r".utf8)
        case 0x09: append(contentsOf: "\\t".utf8)
        case 0x20..<0x7F: append(UInt8(truncatingIfNeeded: point))
        default:
            if UnicodeRules.isPrintable(point) { return append(codePoint: point) }
            let (mark, width) = point < 0x100 ? ("\\x", 2) : point < 0x10000 ? ("\\u", 4) : ("\\U", 8)
            let hex = String(point, radix: 16)
            append(contentsOf: (mark + String(repeating: "0", count: Swift.max(0, width - hex.utf8.count)) + hex).utf8)
        }
    }
}

extension PythonValue {
    /// `str(value)`, a string as it is.
    func str() throws(Fault) -> PythonString {
        if case .string(let text) = self { return text }
        var bytes: [UInt8] = []
        try bytes.append(str: self)
        return PythonString(bytes)
    }

    func repr() throws(Fault) -> PythonString {
        var bytes: [UInt8] = []
        try bytes.append(repr: self)
        return PythonString(bytes)
    }
}
