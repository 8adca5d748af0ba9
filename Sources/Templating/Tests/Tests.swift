/// Jinja2's tests: what stands after `is`.
enum Tests {
    static let table: BuiltinTable = BuiltinTable(
        types + [
            test("defined") { !$0.isUndefined }, test("undefined", \.isUndefined),
            Builtin("odd") { (machine, value, _) throws(Fault) in
                try remainder(&machine, value, .int(2), is: 1)
            },
            Builtin("even") { (machine, value, _) throws(Fault) in
                try remainder(&machine, value, .int(2), is: 0)
            },
            Builtin("divisibleby", ["num"], required: 1) { (machine, value, arguments) throws(Fault) in
                try remainder(&machine, value, try arguments.value(0), is: 0)
            },
            Builtin("lower") { (_, value, _) throws(Fault) in .bool((try value.str()).isLower) },
            Builtin("upper") { (_, value, _) throws(Fault) in .bool((try value.str()).isUpper) },
            Builtin("in", ["seq"], required: 1) { (machine, value, arguments) throws(Fault) in
                .bool(try Operators.contains(&machine, try arguments.value(0), value))
            },
            Builtin("sameas", ["other"], required: 1) { (_, value, arguments) throws(Fault) in
                .bool(value.isIdentical(to: try arguments.value(0)))
            },
            Builtin("filter") { (machine, value, _) throws(Fault) in
                .bool(try isName(value, in: Filters.table, machine))
            },
            Builtin("test") { (machine, value, _) throws(Fault) in .bool(try isName(value, in: Tests.table, machine)) },
        ] + comparisons)

    private static func test(_ name: String, _ holds: @escaping @Sendable (PythonValue) -> Bool) -> Builtin {
        Builtin(name) { (_, value, _) throws(Fault) in .bool(holds(value)) }
    }

    private static let types: [Builtin] = [
        test("none", \.isNone), test("callable", Interpreter.isCallable), test("escaped", isEscaped),
        test("boolean") { if case .bool = $0 { true } else { false } },
        test("true") { if case .bool(true) = $0 { true } else { false } },
        test("false") { if case .bool(false) = $0 { true } else { false } },
        test("integer") { if case .int = $0 { true } else { false } },
        test("float") { if case .float = $0 { true } else { false } },
        test("string") { if case .string = $0 { true } else { false } },
        test("mapping") { if case .dict = $0 { true } else { false } },
        test("number") { $0.double != nil },
        test("sequence") { isSequence($0) }, test("iterable") { isIterable($0) },
    ]

    private static let comparisons: [Builtin] = [
        (["==", "eq", "equalto"], Expression.Comparison.eq), (["!=", "ne"], .ne), ([">", "gt", "greaterthan"], .gt),
        ([">=", "ge"], .gteq), (["<", "lt", "lessthan"], .lt), (["<=", "le"], .lteq),
    ].flatMap { names, operation in
        names.map { name in
            Builtin(name, [""], required: 1) { (machine, value, arguments) throws(Fault) in
                .bool(try Operators.compare(&machine, value, try arguments.value(0), operation.rawValue))
            }
        }
    }

    private static func remainder(
        _ machine: inout Interpreter, _ value: PythonValue, _ divisor: PythonValue, is wanted: Int
    ) throws(Fault) -> PythonValue {
        try .bool(Operators.binary(&machine, .modulo, value, divisor).isEqual(to: .int(wanted)))
    }

    private static func isName(
        _ value: PythonValue, in table: BuiltinTable, _ machine: Interpreter
    ) throws(Fault) -> Bool {
        guard case .string(let text) = value else {
            _ = try value.keyHash()
            return false
        }
        return table.index(of: text.text, machine.program.options.dialect) >= 0
    }

    /// Whether it knows its own HTML, as `Markup` and a chainable undefined do.
    private static func isEscaped(_ value: PythonValue) -> Bool {
        if case .undefined(let undefined) = value { return undefined.policy == .chainable }
        return value.isMarkup
    }

    private static func isSequence(_ value: PythonValue) -> Bool {
        switch value {
        case .string, .list, .tuple, .dict: true
        // `len` of an undefined value is 0 and `__getitem__` is there; a strict one has no length.
        case .undefined(let undefined): undefined.policy != .strict
        case .object(let object): object is PythonRange
        default: false
        }
    }

    private static func isIterable(_ value: PythonValue) -> Bool {
        switch value {
        case .undefined(let undefined): undefined.policy != .strict
        case .object(let object): object is LoopObject || ((try? Cursor(value)) ?? nil) != nil
        default: ((try? Cursor(value)) ?? nil) != nil
        }
    }
}
