/// Python's `text.format(…)`.
enum BraceFormat {
    /// The state of one call: its arguments, and how fields are numbered.
    private struct Fields {
        let arguments: Arguments
        var automatic = 0
        var isManual = false

        mutating func first(_ name: PythonString) throws(Fault) -> PythonValue {
            if name.isEmpty {
                if isManual {
                    throw .value("cannot switch from manual field specification to automatic field numbering")
                }
                automatic += 1
                return try position(automatic - 1)
            }
            if name.allScalars({ UnicodeRules.isDecimal($0) }), let index = Int(name.text) {
                if automatic > 0 {
                    throw .value("cannot switch from automatic field numbering to manual field specification")
                }
                isManual = true
                return try position(index)
            }
            guard let found = arguments.keywords.last(where: { $0.name == name }) else {
                throw .value("KeyError: '\(name.text)'")
            }
            return found.value
        }

        private func position(_ index: Int) throws(Fault) -> PythonValue {
            guard index < arguments.count else {
                throw .value("replacement index \(index) out of range for positional args tuple")
            }
            return arguments.positional[index]
        }
    }

    static func apply(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        var fields = Fields(arguments: arguments)
        let bytes = try expand(&machine, text.bytes[...], &fields, depth: 2, isMarkup: text.isMarkup)
        return try machine.string(bytes, markup: text.isMarkup)
    }

    private static func expand(
        _ machine: inout Interpreter, _ bytes: ArraySlice<UInt8>, _ fields: inout Fields, depth: Int, isMarkup: Bool
    ) throws(Fault) -> [UInt8] {
        if depth == 0 { throw .value("Max string recursion exceeded") }
        var result: [UInt8] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let byte = bytes[at]
            at += 1
            guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
                result.append(byte)
                continue
            }
            if at < bytes.endIndex, bytes[at] == byte {
                result.append(byte)
                at += 1
                continue
            }
            if byte == UInt8(ascii: "}") { throw .value("Single '}' encountered in format string") }
            let end = try fieldEnd(bytes, at)
            result += try field(&machine, bytes[at..<end], &fields, depth: depth, isMarkup: isMarkup)
            at = end + 1
            if result.count > machine.limits.string { throw .limit("a string is too long") }
        }
        return result
    }

    /// The offset of the brace that closes a field.
    private static func fieldEnd(_ bytes: ArraySlice<UInt8>, _ start: Int) throws(Fault) -> Int {
        var depth = 1
        var at = start
        var isIndex = false
        while at < bytes.endIndex {
            switch bytes[at] {
            case UInt8(ascii: "["): isIndex = true
            case UInt8(ascii: "]"): isIndex = false
            case UInt8(ascii: "{") where !isIndex: depth += 1
            case UInt8(ascii: "}") where !isIndex:
                depth -= 1
                if depth == 0 { return at }
            default: break
            }
            at += 1
        }
        throw .value(
            start == bytes.endIndex ? "Single '{' encountered in format string" : "expected '}' before end of string")
    }

    private static func field(
        _ machine: inout Interpreter, _ bytes: ArraySlice<UInt8>, _ fields: inout Fields, depth: Int, isMarkup: Bool
    ) throws(Fault) -> [UInt8] {
        var end = bytes.startIndex
        var isIndex = false
        while end < bytes.endIndex {
            if bytes[end] == UInt8(ascii: "[") { isIndex = true }
            if bytes[end] == UInt8(ascii: "]") { isIndex = false }
            if !isIndex, bytes[end] == UInt8(ascii: "!") || bytes[end] == UInt8(ascii: ":") { break }
            end += 1
        }
        var value = try lookUp(&machine, bytes[bytes.startIndex..<end], &fields)
        if end < bytes.endIndex, bytes[end] == UInt8(ascii: "!") {
            guard end + 1 < bytes.endIndex else { throw .value("end of string while looking for conversion specifier") }
            value = try converted(value, bytes[end + 1])
            end += 2
            if end < bytes.endIndex, bytes[end] != UInt8(ascii: ":") {
                throw .value("expected ':' after conversion specifier")
            }
        }
        var spec: [UInt8] = []
        if end < bytes.endIndex {
            spec = try expand(&machine, bytes[(end + 1)...], &fields, depth: depth - 1, isMarkup: false)
        }
        let text = try BraceSpec.format(value, spec)
        return isMarkup ? (value.isMarkup ? text.bytes : Markup.escape(text.marked(false)).bytes) : text.bytes
    }

    private static func converted(_ value: PythonValue, _ kind: UInt8) throws(Fault) -> PythonValue {
        switch kind {
        case UInt8(ascii: "s"): .string(try value.str())
        case UInt8(ascii: "r"): .string(try value.repr())
        case UInt8(ascii: "a"): .string(try value.repr().escapedToASCII)
        default: throw .value("unknown conversion specifier")
        }
    }

    /// `name.attribute[index]`
    private static func lookUp(
        _ machine: inout Interpreter, _ path: ArraySlice<UInt8>, _ fields: inout Fields
    ) throws(Fault) -> PythonValue {
        func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") }
        var at = path.firstIndex(where: isMark) ?? path.endIndex
        var value = try fields.first(PythonString(path[path.startIndex..<at]))
        while at < path.endIndex {
            let isAttribute = path[at] == UInt8(ascii: ".")
            let rest = path[(at + 1)...]
            let end =
                isAttribute
                ? rest.firstIndex(where: isMark) ?? path.endIndex
                : rest.firstIndex(of: UInt8(ascii: "]")) ?? path.endIndex
            let name = PythonString(path[(at + 1)..<end])
            if name.isEmpty { throw .value("Empty attribute in format string") }
            if isAttribute {
                guard let member = try machine.member(value, name) else {
                    throw .type("'\(value.typeName)' object has no attribute '\(name.text)'")
                }
                value = member
                at = end
            } else {
                let index = name.allScalars(UnicodeRules.isDecimal) ? Int(name.text) : nil
                let item = try machine.item(value, index.map { .int($0) } ?? .string(name))
                if item.isUndefined { throw .value("KeyError: '\(name.text)'") }
                value = item
                at = min(end + 1, path.endIndex)
                if at < path.endIndex, !isMark(path[at]) {
                    throw .value("Only '.' or '[' may follow ']' in format field specifier")
                }
            }
        }
        return value
    }
}
