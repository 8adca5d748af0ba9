/// Methods of `list`.
enum ListMethods {
    static let all =
        SequenceMethods.all + [
            Builtin("append", [""], required: 1, append), Builtin("extend", [""], required: 1, extend),
            Builtin("insert", ["", ""], required: 2, insert), Builtin("pop", [""], pop),
            Builtin("remove", [""], required: 1, remove), Builtin("reverse", reverse), Builtin("clear", clear),
            Builtin("copy", copy), Builtin("sort", ["", "reverse"], sort),
        ]

    /// The list a method may change.
    private static func changing(_ machine: Interpreter, _ value: PythonValue) throws(Fault) -> PythonList {
        if machine.program.options.immutable { throw Fault(.security, "the sandbox does not let a list be changed") }
        guard case .list(let list) = value else { throw .type("expected a list") }
        return list
    }

    private static func append(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let list = try changing(machine, value)
        try machine.spend(1)
        if list.items.count >= machine.limits.elements { throw .limit("a list is too long") }
        list.items.append(try arguments.value(0))
        return .none
    }

    private static func extend(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let list = try changing(machine, value)
        let items = try machine.elements(try arguments.value(0))
        try machine.spend(elements: list.items.count + items.count)
        list.items += items
        return .none
    }

    private static func insert(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let list = try changing(machine, value)
        let position = try arguments.integer(0, default: 0)
        let count = list.items.count
        try machine.spend(elements: count + 1)
        let index = position < 0 ? max(0, position.addingReportingOverflow(count).partialValue) : min(position, count)
        list.items.insert(try arguments.value(1), at: max(0, index))
        return .none
    }

    private static func pop(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let list = try changing(machine, value)
        if list.items.isEmpty { throw .value("pop from empty list") }
        guard let index = Slicing.position(.int(try arguments.integer(0, default: -1)), count: list.items.count) else {
            throw .value("pop index out of range")
        }
        try machine.spend((list.items.count - index) >> 3)
        return list.items.remove(at: index)
    }

    private static func remove(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let list = try changing(machine, value)
        let wanted = try arguments.value(0)
        try machine.spend(list.items.count)
        for (index, item) in list.items.enumerated()
        where try item.isSame(as: wanted) {
            list.items.remove(at: index)
            return .none
        }
        throw .value("list.remove(x): x not in list")
    }

    private static func reverse(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let list = try changing(machine, value)
        try machine.spend(list.items.count)
        list.items.reverse()
        return .none
    }

    private static func clear(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        try changing(machine, value).items = []
        return .none
    }

    private static func copy(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        try machine.list(try machine.elements(value))
    }

    private static func sort(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let list = try changing(machine, value)
        if arguments.unlessNone(0) != nil { throw Fault(.unsupported, "list.sort with a key is not supported") }
        let items = list.items
        let order = try Sorting.order(&machine, items, reverse: arguments[1]?.truth ?? false)
        list.items = order.map { items[$0] }
        return .none
    }
}
