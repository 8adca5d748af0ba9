/// Filters that draw by lot, from the generator the caller gave.
enum DrawFilters {
    static let all: [Builtin] = [
        Builtin("random") { (machine, value, _) throws(Fault) in
            try draw(&machine, value) ?? machine.undefined(.hint("no random item, sequence was empty"))
        },
        Builtin("choice", only: .promptsource) { (machine, value, _) throws(Fault) in
            guard let item = try draw(&machine, value) else { throw .value("cannot choose from an empty sequence") }
            return item
        },
    ]

    private static func draw(_ machine: inout Interpreter, _ value: PythonValue) throws(Fault) -> PythonValue? {
        guard case .int(let count) = try SequenceFilters.length(&machine, value, .none) else { return nil }
        if count == 0 { return nil }
        let index = Int(machine.random.next() % UInt64(count))
        let item = try machine.item(value, .int(index))
        if item.isUndefined { throw .type("'\(value.typeName)' object cannot be drawn from") }
        return item
    }
}
