/// Methods of `str` that look for a string in another.
enum StringSearching {
    static let all = [
        StringMethods.method("find", ["", "", ""], required: 1) { (_, text, arguments) throws(Fault) in
            .int(try position(text, arguments, fromEnd: false) ?? -1)
        },
        StringMethods.method("rfind", ["", "", ""], required: 1) { (_, text, arguments) throws(Fault) in
            .int(try position(text, arguments, fromEnd: true) ?? -1)
        },
        StringMethods.method("index", ["", "", ""], required: 1) { (_, text, arguments) throws(Fault) in
            .int(try found(try position(text, arguments, fromEnd: false)))
        },
        StringMethods.method("rindex", ["", "", ""], required: 1) { (_, text, arguments) throws(Fault) in
            .int(try found(try position(text, arguments, fromEnd: true)))
        },
        StringMethods.method("count", ["", "", ""], required: 1) { (_, text, arguments) throws(Fault) in
            .int(try count(text, arguments))
        },
        StringMethods.method("startswith", ["", "", ""], required: 1) { (_, text, arguments) throws(Fault) in
            .bool(try matches(text, arguments, "startswith") { $0.hasPrefix($1) })
        },
        StringMethods.method("endswith", ["", "", ""], required: 1) { (_, text, arguments) throws(Fault) in
            .bool(try matches(text, arguments, "endswith") { $0.hasSuffix($1) })
        },
    ]

    private static func found(_ position: Int?) throws(Fault) -> Int {
        guard let position else { throw .value("substring not found") }
        return position
    }

    /// The part of a string that two optional arguments bound, and where it starts in code points. Nil if the start
    /// lies behind the end of the string, where not even an empty string is found.
    private static func window(
        _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> (start: Int, part: PythonString)? {
        guard arguments.unlessNone(1) != nil || arguments.unlessNone(2) != nil else { return (0, text) }
        let count = text.count
        let (first, length, _) = try Slicing.extent(
            arguments[1] ?? .none, arguments[2] ?? .none, .none, count: count)
        if let start = arguments.unlessNone(1)?.integer, start > count { return nil }
        if let stop = arguments.unlessNone(2)?.integer {
            let end = stop < 0 ? max(0, stop.addingReportingOverflow(count).partialValue) : min(stop, count)
            if end < first { return nil }
        }
        return (first, text.slice(text.offset(ofPoint: first)..<text.offset(ofPoint: first + length)))
    }

    private static func position(
        _ text: PythonString, _ arguments: Arguments, fromEnd: Bool
    ) throws(Fault) -> Int? {
        let needle = try arguments.string(0)
        guard let (start, part) = try window(text, arguments) else { return nil }
        if needle.isEmpty { return fromEnd ? start + part.count : start }
        let bytes = part.bytes.span
        let offset =
            fromEnd
            ? bytes.findLast(needle.bytes.span, endingBy: bytes.count) : bytes.find(needle.bytes.span, from: 0)
        return offset.map { start + part.point(ofOffset: $0) }
    }

    private static func count(_ text: PythonString, _ arguments: Arguments) throws(Fault) -> Int {
        let needle = try arguments.string(0)
        guard let (_, part) = try window(text, arguments) else { return 0 }
        return needle.isEmpty ? part.count + 1 : part.split(by: needle, limit: .max).count - 1
    }

    private static func matches(
        _ text: PythonString, _ arguments: Arguments, _ name: String, _ holds: (PythonString, PythonString) -> Bool
    ) throws(Fault) -> Bool {
        var candidates: [PythonValue] = [try arguments.value(0)]
        if case .tuple(let tuple) = candidates[0] { candidates = tuple.items }
        let window = try window(text, arguments)
        for candidate in candidates {
            guard case .string(let affix) = candidate else {
                throw .type("\(name) first arg must be str or a tuple of str, not \(candidate.typeName)")
            }
            if let window, holds(window.part, affix) { return true }
        }
        return false
    }
}
