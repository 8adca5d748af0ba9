/// Jinja2's tests: what stands after `is`.
enum Tests {
    static let table: BuiltinTable = BuiltinTable(
        types + [
            test("defined") { !$0.isUndefined }, test("undefined", \.isUndefined),
            Builtin("odd") { (_, value, _) throws(Fault) in .bool(try remainder(value, .int(2)) == 1) },
            Builtin("even") { (_, value, _) throws(Fault) in .bool(try remainder(value, .int(2)) == 0) },
            Builtin("divisibleby", ["num"], required: 1) { (_, value, arguments) throws(Fault) in
                .bool(try remainder(value, try arguments.value(0)) == 0)
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
        test("none", \.isNone), test("callable", Interpreter.isCallable), test("escaped", \.isMarkup),
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

    private static func remainder(_ value: PythonValue, _ divisor: PythonValue) throws(Fault) -> Double {
        if case .undefined(let undefined) = value { throw .undefined(undefined) }
        guard value.double != nil, divisor.double != nil else {
            throw .type("unsupported operand type(s) for %: '\(value.typeName)' and '\(divisor.typeName)'")
        }
        return try Arithmetic.apply(.modulo, value, divisor).double ?? 0
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
