/// `map`, `select` and their kin: a filter or test named by a string, run on every element.
enum SelectionFilters {
    static let all: [Builtin] = [
        Builtin("map", nil, map), selection("select", keeps: true, byAttribute: false),
        selection("reject", keeps: false, byAttribute: false), selection("selectattr", keeps: true, byAttribute: true),
        selection("rejectattr", keeps: false, byAttribute: true),
    ]

    /// Collects what a generator yields; a failure comes out when the generator gets there.
    private static func generate(
        _ machine: inout Interpreter, _ value: PythonValue,
        _ body: (inout Interpreter, PythonValue) throws(Fault) -> PythonValue?
    ) throws(Fault) -> PythonValue {
        var items: [PythonValue] = []
        do throws(Fault) {
            guard try Interpreter.isTrue(value) else { return .object(machine.own(PythonIterator([]))) }
            var cursor = try machine.iterate(value)
            while let item = try machine.next(&cursor) {
                try machine.spend(2)
                if let result = try body(&machine, item) { items.append(result) }
            }
        } catch {
            if error.kind == .limit { throw error }
            return .object(machine.own(PythonIterator(items, fault: error)))
        }
        return .object(machine.own(PythonIterator(items)))
    }

    private static func map(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        func keyword(_ name: String) -> PythonValue? { arguments.keywords.first { $0.name == name }?.value }
        if arguments.count == 0, let attribute = keyword("attribute") {
            let others = arguments.keywords.filter {
                $0.name != PythonString("attribute") && $0.name != PythonString("default")
            }
            let path = AttributePath(attribute)
            var fallback = keyword("default")
            if fallback?.isNone ?? false { fallback = nil }
            return try generate(&machine, value) { (machine, item) throws(Fault) in
                if let unexpected = others.first {
                    throw .type("unexpected keyword argument '\(unexpected.name.text)'")
                }
                return try path.value(of: item, &machine, default: fallback)
            }
        }
        return try generate(&machine, value) { (machine, item) throws(Fault) in
            guard let name = arguments[0] else { throw .type("map requires a filter argument") }
            var rest = arguments
            rest.positional.removeFirst()
            return try Filters.call(&machine, named: name, item, rest)
        }
    }

    private static func selection(_ name: String, keeps: Bool, byAttribute: Bool) -> Builtin {
        Builtin(name, nil) { (machine, value, arguments) throws(Fault) in
            let path = byAttribute ? AttributePath(arguments[0]) : AttributePath(nil)
            let offset = byAttribute ? 1 : 0
            let test = arguments[offset]
            var rest = arguments
            rest.positional = Array(rest.positional.dropFirst(offset + 1))
            return try generate(&machine, value) { (machine, item) throws(Fault) in
                if byAttribute, arguments[0] == nil { throw .type("missing parameter for attribute name") }
                let tested = try path.value(of: item, &machine)
                let holds: Bool
                if let test {
                    holds = try Filters.test(&machine, named: test, tested, rest)
                } else {
                    holds = try Interpreter.isTrue(tested)
                }
                return holds == keeps ? item : nil
            }
        }
    }
}
