/// Methods of `str`.
enum StringMethods {
    typealias Body = @Sendable (inout Interpreter, PythonString, Arguments) throws(Fault) -> PythonValue

    static let all: [Builtin] =
        cases + questions + StringSplitting.all + StringSearching.all + StringPadding.all + others

    /// A method of a string, with the string at hand and its length paid for.
    static func method(
        _ name: String, _ parameters: [String]? = [], required: Int = 0, _ body: @escaping Body
    ) -> Builtin {
        Builtin(name, parameters, required: required) { (machine, value, arguments) throws(Fault) in
            guard case .string(let text) = value else { throw .type("expected str, not \(value.typeName)") }
            try machine.spend(bytes: text.bytes.count)
            return try body(&machine, text, arguments)
        }
    }

    private static func mapping(_ name: String, _ change: @escaping @Sendable (PythonString) -> PythonString) -> Builtin
    {
        method(name) { (_, text, _) throws(Fault) in .string(change(text)) }
    }

    private static func question(_ name: String, _ holds: @escaping @Sendable (PythonString) -> Bool) -> Builtin {
        method(name) { (_, text, _) throws(Fault) in .bool(holds(text)) }
    }

    private static let cases = [
        mapping("lower") { $0.lowercased() }, mapping("upper") { $0.uppercased() },
        mapping("capitalize") { $0.capitalized() }, mapping("title") { $0.titled() },
        mapping("swapcase") { $0.caseSwapped() }, mapping("casefold") { $0.caseFolded() },
    ]

    private static let questions = [
        question("isascii", \.isASCII), question("islower", \.isLower), question("isupper", \.isUpper),
        question("istitle", \.isTitle), question("isidentifier", \.isIdentifier),
        question("isalpha") { $0.allScalars(UnicodeRules.isAlpha) },
        question("isalnum") { $0.allScalars(UnicodeRules.isAlphanumeric) },
        question("isdecimal") { $0.allScalars(UnicodeRules.isDecimal) },
        question("isdigit") { $0.allScalars(UnicodeRules.isDigit) },
        question("isnumeric") { $0.allScalars(UnicodeRules.isNumeric) },
        question("isspace") { $0.allScalars { UnicodeRules.isSpace($0.value) } },
        question("isprintable") { $0.isEmpty || $0.allScalars { UnicodeRules.isPrintable($0.value) } },
    ]

    private static let others = [
        method("replace", ["", "", ""], required: 2, replace), method("join", [""], required: 1, join),
        method("removeprefix", [""], required: 1) { (_, text, arguments) throws(Fault) in
            let prefix = try arguments.string(0)
            return .string(text.hasPrefix(prefix) ? text.slice(prefix.bytes.count..<text.bytes.count) : text)
        },
        method("removesuffix", [""], required: 1) { (_, text, arguments) throws(Fault) in
            let suffix = try arguments.string(0)
            let isThere = !suffix.isEmpty && text.hasSuffix(suffix)
            return .string(isThere ? text.slice(0..<text.bytes.count - suffix.bytes.count) : text)
        },
        method("format", nil) { (machine, text, arguments) throws(Fault) in
            try BraceFormat.apply(&machine, text, arguments)
        },
        method("format_map", [""], required: 1) { (machine, text, arguments) throws(Fault) in
            guard case .dict(let dict) = try arguments.value(0) else { throw .type("format_map() takes a mapping") }
            var named = Arguments()
            for entry in dict.entries {
                if case .string(let name) = entry.key { named.keywords.append((name, entry.value)) }
            }
            return try BraceFormat.apply(&machine, text, named)
        },
    ]

    private static func replace(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        let limit = try arguments.integer(2, default: -1)
        let new = try arguments.string(1)
        return try replace(
            &machine, text, try arguments.string(0), text.isMarkup ? Markup.escape(new) : new, limit: limit)
    }

    static func replace(
        _ machine: inout Interpreter, _ text: PythonString, _ old: PythonString, _ new: PythonString, limit: Int
    ) throws(Fault) -> PythonValue {
        let places = old.isEmpty ? text.bytes.count + 1 : text.bytes.count / old.bytes.count
        // The worst case is refused only if the text really has that many places.
        if places.multipliedReportingOverflow(by: new.bytes.count).overflow || places * new.bytes.count > 1 << 20 {
            var found = 0
            if old.isEmpty {
                found = places
            } else {
                found = text.split(by: old, limit: .max).count
            }
            let (size, overflow) = found.multipliedReportingOverflow(by: new.bytes.count)
            try machine.spend(bytes: overflow ? .max : size)
        } else {
            try machine.spend(bytes: text.bytes.count)
        }
        return .string(text.replacing(old, with: new, limit: limit < 0 ? .max : limit))
    }

    private static func join(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        let items = try machine.elements(try arguments.value(0))
        var bytes: [UInt8] = []
        for (index, item) in items.enumerated() {
            guard case .string(let part) = item else {
                throw .type("sequence item \(index): expected str instance, \(item.typeName) found")
            }
            if index > 0 { bytes.append(contentsOf: text.bytes) }
            bytes.append(contentsOf: text.isMarkup ? Markup.escape(part).bytes : part.bytes)
            if bytes.count > machine.limits.string { throw .limit("a string is too long") }
        }
        return try machine.string(bytes, markup: text.isMarkup)
    }
}
