/// Functions every template can call.
enum Globals {
    static let table = BuiltinTable([
        Builtin("range", ["", "", ""], required: 1, range), Builtin("dict", nil, dict),
        Builtin("namespace", nil, namespace), Builtin("cycler", nil, cycler), Builtin("joiner", ["sep"], joiner),
        Builtin("lipsum", nil, lipsum), Builtin("zip", nil, only: .promptsource, zip),
        Builtin("raise_exception", ["message"], required: 1, only: .chat, raise),
        Builtin("strftime_now", ["format"], required: 1, only: .chat, now),
    ])

    /// What the peer's sandbox allows.
    private static let sandboxedRange = 100_000

    private static func range(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let first = try arguments.integer(0, default: 0)
        let range: PythonRange
        if arguments.count == 1 {
            range = try PythonRange(start: 0, stop: first, step: 1)
        } else {
            let stop = try arguments.integer(1, default: 0)
            range = try PythonRange(start: first, stop: stop, step: try arguments.integer(2, default: 1))
        }
        if machine.program.options.immutable, range.count > sandboxedRange { throw .limit("range is too long") }
        return .object(range)
    }

    private static func dict(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let dict = machine.own(PythonDict())
        try DictMethods.fill(&machine, dict, arguments)
        return .dict(dict)
    }

    private static func namespace(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let space = machine.own(Namespace())
        try DictMethods.fill(&machine, space.attributes, arguments)
        for entry in space.attributes.entries { try machine.checkAttribute(entry.key) }
        return .object(space)
    }

    private static func cycler(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        if let keyword = arguments.keywords.first {
            throw .type("cycler() got an unexpected keyword argument '\(keyword.name.text)'")
        }
        if arguments.count == 0 { throw .value("at least one item has to be provided") }
        return .object(machine.own(Cycler(arguments.positional)))
    }

    private static func joiner(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        .object(machine.own(Joiner(arguments[0] ?? .text(", "))))
    }

    private static func lipsum(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        throw Fault(.unsupported, "lipsum is not supported: its text is random")
    }

    private static func zip(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        var columns: [[PythonValue]] = []
        for argument in arguments.positional { columns.append(try machine.elements(argument)) }
        let count = columns.map(\.count).min() ?? 0
        var rows: [PythonValue] = []
        for i in 0..<count { rows.append(try machine.tuple(columns.map { $0[i] })) }
        return .object(machine.own(PythonIterator(rows, kind: "zip")))
    }

    private static func raise(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        throw Fault(.raised, (try arguments.value(0).str()).text)
    }

    private static func now(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        guard let time = machine.time else {
            throw .value("strftime_now needs a date, which this render was not given")
        }
        return .string(try time.formatted(try arguments.string(0)))
    }
}
