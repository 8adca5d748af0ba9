/// Methods of `str` that take a string apart.
enum StringSplitting {
    static let all = [
        StringMethods.method("split", ["sep", "maxsplit"], split),
        StringMethods.method("rsplit", ["sep", "maxsplit"], splitFromEnd),
        StringMethods.method("splitlines", ["keepends"]) { (machine, text, arguments) throws(Fault) in
            try strings(&machine, text.splitLines(keepEnds: arguments[0]?.truth ?? false))
        },
        StringMethods.method("partition", [""], required: 1, partition),
        StringMethods.method("rpartition", [""], required: 1, partitionFromEnd),
        StringMethods.method("strip", [""]) { (_, text, arguments) throws(Fault) in try strip(text, .both, arguments) },
        StringMethods.method("lstrip", [""]) { (_, text, arguments) throws(Fault) in try strip(text, .left, arguments)
        },
        StringMethods.method("rstrip", [""]) { (_, text, arguments) throws(Fault) in try strip(text, .right, arguments)
        },
    ]

    private static func strings(_ machine: inout Interpreter, _ parts: [PythonString]) throws(Fault) -> PythonValue {
        try machine.list(parts.map { .string($0) })
    }

    private static func limit(_ arguments: Arguments) throws(Fault) -> Int {
        let limit = try arguments.integer(1, default: -1)
        return limit < 0 ? .max : limit
    }

    private static func separator(_ arguments: Arguments) throws(Fault) -> PythonString? {
        guard arguments.unlessNone(0) != nil else { return nil }
        let separator = try arguments.string(0)
        if separator.isEmpty { throw .value("empty separator") }
        return separator
    }

    private static func split(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        let limit = try limit(arguments)
        guard let separator = try separator(arguments) else {
            return try strings(&machine, text.splitAtSpace(limit: limit))
        }
        return try strings(&machine, text.split(by: separator, limit: limit))
    }

    private static func splitFromEnd(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        let limit = try limit(arguments)
        guard let separator = try separator(arguments) else {
            return try strings(&machine, text.splitAtSpaceFromEnd(limit: limit))
        }
        return try strings(&machine, text.splitFromEnd(by: separator, limit: limit))
    }

    private static func partition(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        let separator = try arguments.string(0)
        if separator.isEmpty { throw .value("empty separator") }
        let parts = text.split(by: separator, limit: 1)
        if parts.count == 2 {
            return try machine.tuple([
                .string(parts[0]), .string(separator.marked(text.isMarkup)), .string(parts[1]),
            ])
        }
        let empty = PythonValue.string(PythonString.empty.marked(text.isMarkup))
        return try machine.tuple([.string(text), empty, empty])
    }

    private static func partitionFromEnd(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        let separator = try arguments.string(0)
        if separator.isEmpty { throw .value("empty separator") }
        let parts = text.splitFromEnd(by: separator, limit: 1)
        if parts.count == 2 {
            return try machine.tuple([
                .string(parts[0]), .string(separator.marked(text.isMarkup)), .string(parts[1]),
            ])
        }
        let empty = PythonValue.string(PythonString.empty.marked(text.isMarkup))
        return try machine.tuple([empty, empty, .string(text)])
    }

    private static func strip(
        _ text: PythonString, _ side: PythonString.Side, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        guard arguments.unlessNone(0) != nil else { return .string(text.stripped(side)) }
        return .string(text.stripped(side, of: try arguments.string(0)))
    }
}
