/// Methods of `dict`.
enum DictMethods {
    static let all = [
        Builtin("get", ["", ""], required: 1, get), Builtin("items", items), Builtin("keys", keys),
        Builtin("values", values), Builtin("update", nil, update), Builtin("pop", ["", ""], required: 1, pop),
        Builtin("setdefault", ["", ""], required: 1, setDefault), Builtin("clear", clear), Builtin("copy", copy),
        Builtin("popitem", popItem), Builtin("fromkeys", ["", ""], required: 1, fromKeys),
    ]

    private static func dict(_ value: PythonValue) throws(Fault) -> PythonDict {
        guard case .dict(let dict) = value else { throw .type("expected a dict") }
        return dict
    }

    /// The dict a method may change.
    private static func changing(_ machine: Interpreter, _ value: PythonValue) throws(Fault) -> PythonDict {
        if machine.program.options.immutable { throw Fault(.security, "the sandbox does not let a dict be changed") }
        return try dict(value)
    }

    private static func get(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let dict = try dict(value)
        let key = try arguments.value(0)
        guard let found = dict.index(of: key, hash: try key.keyHash()) else { return arguments[1] ?? .none }
        return dict.entries[found].value
    }

    private static func items(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        .object(machine.own(PythonView(try dict(value), .items)))
    }

    private static func keys(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        .object(machine.own(PythonView(try dict(value), .keys)))
    }

    private static func values(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        .object(machine.own(PythonView(try dict(value), .values)))
    }

    private static func update(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        try fill(&machine, try changing(machine, value), arguments)
        return .none
    }

    /// What `dict(…)` and `update(…)` add: a mapping or pairs, then keywords.
    static func fill(_ machine: inout Interpreter, _ dict: PythonDict, _ arguments: Arguments) throws(Fault) {
        if arguments.count > 1 { throw .type("expected at most 1 argument, got \(arguments.count)") }
        if let source = arguments[0] {
            if case .undefined(let undefined) = source { throw .undefined(undefined) }
            if case .dict(let other) = source {
                try machine.spend(elements: dict.count + other.count)
                for entry in other.entries { dict.set(entry.key, hash: entry.hash, entry.value) }
            } else {
                for pair in try machine.elements(source) {
                    let items = try machine.elements(pair)
                    guard items.count == 2 else {
                        throw .value("dictionary update sequence element has length \(items.count); 2 is required")
                    }
                    dict.set(items[0], hash: try items[0].keyHash(), items[1])
                }
            }
        }
        for keyword in arguments.keywords { dict.set(keyword.name, keyword.value) }
        if dict.count > machine.limits.elements { throw .limit("a dict is too large") }
    }

    private static func pop(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let dict = try changing(machine, value)
        let key = try arguments.value(0)
        if let found = dict.index(of: key, hash: try key.keyHash()) {
            try machine.spend(dict.count)
            return dict.remove(at: found).value
        }
        guard let fallback = arguments[1] else { throw .value("KeyError: \((try key.repr()).text)") }
        return fallback
    }

    private static func popItem(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let dict = try changing(machine, value)
        if dict.count == 0 { throw .value("popitem(): dictionary is empty") }
        try machine.spend(dict.count)
        let entry = dict.remove(at: dict.count - 1)
        return try machine.tuple([entry.key, entry.value])
    }

    private static func setDefault(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let dict = try changing(machine, value)
        let key = try arguments.value(0)
        let hash = try key.keyHash()
        if let found = dict.index(of: key, hash: hash) { return dict.entries[found].value }
        let fallback = arguments[1] ?? .none
        try machine.spend(elements: dict.count + 1)
        dict.set(key, hash: hash, fallback)
        return fallback
    }

    private static func clear(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        try changing(machine, value).removeAll()
        return .none
    }

    private static func copy(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let dict = try dict(value)
        try machine.spend(elements: dict.count)
        return .dict(machine.own(PythonDict(copying: dict)))
    }

    private static func fromKeys(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let dict = machine.own(PythonDict())
        for key in try machine.elements(try arguments.value(0)) {
            dict.set(key, hash: try key.keyHash(), arguments[1] ?? .none)
        }
        return .dict(dict)
    }
}
