/// Filters that order, group and sum.
enum AggregateFilters {
    static let all: [Builtin] = [
        Builtin("sort", ["reverse", "case_sensitive", "attribute"], sort),
        Builtin("dictsort", ["case_sensitive", "by", "reverse"], dictSort),
        Builtin("unique", ["case_sensitive", "attribute"], unique),
        Builtin("min", ["case_sensitive", "attribute"]) { (machine, value, arguments) throws(Fault) in
            try extreme(&machine, value, arguments) { (a, b) throws(Fault) in try a.isLess(than: b) }
        },
        Builtin("max", ["case_sensitive", "attribute"]) { (machine, value, arguments) throws(Fault) in
            try extreme(&machine, value, arguments) { (a, b) throws(Fault) in try b.isLess(than: a, ">") }
        },
        Builtin("sum", ["attribute", "start"], sum),
        Builtin("groupby", ["attribute", "default", "case_sensitive"], required: 1, group),
        Builtin("most_frequent", only: .promptsource, mostFrequent),
    ]

    private static func flag(_ machine: Interpreter, _ arguments: Arguments, _ index: Int) throws(Fault) -> Bool {
        guard let value = arguments[index] else { return false }
        return try Interpreter.isTrue(value)
    }

    private static func sort(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let items = try machine.elements(value)
        let paths = AttributePath.several(arguments.unlessNone(2))
        let isSensitive = try flag(machine, arguments, 1)
        var keys: [PythonValue] = []
        for item in items {
            var parts: [PythonValue] = []
            for path in paths { parts.append(try path.value(of: item, &machine).ignoringCase(isSensitive)) }
            keys.append(parts.count == 1 ? parts[0] : try machine.list(parts))
        }
        let order = try Sorting.order(&machine, keys, reverse: try arguments.integer(0, default: 0) != 0, boxed: true)
        return try machine.list(order.map { items[$0] })
    }

    private static func dictSort(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let isSensitive = try flag(machine, arguments, 0)
        let by = try arguments[1]?.str() ?? PythonString("key")
        guard by == "key" || by == "value" else { throw .value("you can only sort by either \"key\" or \"value\"") }
        if case .undefined(let undefined) = value { throw .undefined(undefined) }
        guard case .dict(let dict) = value else { throw .type("dictsort needs a mapping") }
        let entries = dict.entries
        let keys = entries.map { (by == "key" ? $0.key : $0.value).ignoringCase(isSensitive) }
        let order = try Sorting.order(&machine, keys, reverse: try arguments.integer(2, default: 0) != 0)
        var pairs: [PythonValue] = []
        for index in order { pairs.append(try machine.tuple([entries[index].key, entries[index].value])) }
        return try machine.list(pairs)
    }

    private static func unique(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let isSensitive = try flag(machine, arguments, 0)
        let path = AttributePath(arguments.unlessNone(1))
        let seen = PythonDict()
        var items: [PythonValue] = []
        do throws(Fault) {
            for item in try machine.elements(value) {
                let key = try path.value(of: item, &machine).ignoringCase(isSensitive)
                let hash = try key.keyHash()
                if seen.index(of: key, hash: hash) != nil { continue }
                seen.set(key, hash: hash, .none)
                items.append(item)
            }
        } catch {
            return .object(machine.own(PythonIterator(items, fault: error)))
        }
        return .object(machine.own(PythonIterator(items)))
    }

    private static func extreme(
        _ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments,
        _ isBetter: (PythonValue, PythonValue) throws(Fault) -> Bool
    ) throws(Fault) -> PythonValue {
        let isSensitive = try flag(machine, arguments, 0)
        let path = AttributePath(arguments.unlessNone(1))
        var best: (item: PythonValue, key: PythonValue)?
        for item in try machine.elements(value) {
            let key = try path.value(of: item, &machine).ignoringCase(isSensitive)
            guard let current = best else {
                best = (item, key)
                continue
            }
            if try isBetter(key, current.key) { best = (item, key) }
        }
        return best?.item ?? machine.undefined(.hint("no aggregated item, sequence was empty"))
    }

    private static func sum(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        var total = arguments[1] ?? .int(0)
        if case .string = total { throw .type("sum() can't sum strings [use ''.join(seq) instead]") }
        let path = AttributePath(arguments.unlessNone(0))
        for item in try machine.elements(value) {
            total = try Operators.binary(&machine, .add, total, try path.value(of: item, &machine))
        }
        return total
    }

    private static func group(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let path = AttributePath(arguments.unlessNone(0))
        let fallback = arguments.unlessNone(1)
        let isSensitive = try flag(machine, arguments, 2)
        let items = try machine.elements(value)
        var keys: [PythonValue] = []
        for item in items {
            keys.append(try path.value(of: item, &machine, default: fallback).ignoringCase(isSensitive))
        }
        var groups: [(key: PythonValue, members: [PythonValue])] = []
        for index in try Sorting.order(&machine, keys, reverse: false) {
            if let last = groups.last, try last.key.isEqual(to: keys[index]) {
                groups[groups.count - 1].members.append(items[index])
            } else {
                groups.append((keys[index], [items[index]]))
            }
        }
        var result: [PythonValue] = []
        for group in groups {
            var key = group.key
            if !isSensitive { key = try path.value(of: group.members[0], &machine, default: fallback) }
            let members = try machine.list(group.members)
            let fields = [PythonString("grouper"), PythonString("list")]
            result.append(.tuple(machine.own(PythonTuple([key, members], fields: fields))))
        }
        return try machine.list(result)
    }

    /// The items that occur most often, in order of first occurrence; none for nothing.
    private static func mostFrequent(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        guard try Interpreter.isTrue(value) else { return .none }
        let counts = PythonDict()
        var top = 0
        for item in try machine.elements(value) {
            let hash = try item.keyHash()
            let found = counts.index(of: item, hash: hash)
            let count = 1 + (found.flatMap { counts.entries[$0].value.integer } ?? 0)
            counts.set(item, hash: hash, .int(count))
            top = max(top, count)
        }
        return try machine.list(counts.entries.filter { $0.value.integer == top }.map(\.key))
    }
}
