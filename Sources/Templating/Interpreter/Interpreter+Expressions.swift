extension Interpreter {
    mutating func evaluate(_ index: Int) throws(Fault) -> PythonValue {
        let op = program.ops[index]
        switch op.code {
        case .constant: return program.constants[Int(op.a)].value
        case .load: return load(op)
        default: break
        }
        try descend()
        defer { depth &-= 1 }
        do throws(Fault) {
            return try evaluate(op)
        } catch {
            throw error.at(line: op.line)
        }
    }

    private func load(_ op: Op) -> PythonValue {
        let value = (op.b == 0 ? frame : frame.out(Int(op.b)))[Int(op.a)]
        if case .missing = value { return undefined(.name(program.names[Int(op.c)].text)) }
        return value
    }

    private mutating func evaluate(_ op: Op) throws(Fault) -> PythonValue {
        switch op.code {
        case .and, .or, .conditional, .not: return try choose(op)
        case .attribute: return try attribute(try evaluate(Int(op.a)), Int(op.b))
        case .item:
            let owner = try evaluate(Int(op.a))
            return try item(owner, try evaluate(Int(op.b)))
        case .key: return try key(try evaluate(Int(op.a)), Int(op.b))
        case .slice: return try slice(op)
        case .call:
            let callee = try evaluate(Int(op.a))
            return try invoke(callee, try arguments(Int(op.b)))
        case .callMethod: return try callMethod(op)
        case .filter: return try filter(op)
        case .test: return try test(op)
        case .compare:
            let left = try evaluate(Int(op.a))
            return .bool(try Operators.compare(&self, left, try evaluate(Int(op.b)), op.c))
        case .compareChain: return try compareChain(op)
        case .tuple: return try tuple(try operands(op))
        case .list: return try list(try operands(op))
        case .dict: return try dict(op)
        case .concat, .concatEscaped: return try concat(op)
        case .negate: return try Operators.negate(try evaluate(Int(op.a)))
        case .plus: return try Operators.plus(try evaluate(Int(op.a)))
        case .fail:
            throw Fault(.value, (try program.constants[Int(op.a)].value.str()).text)
        default:
            let left = try evaluate(Int(op.a))
            return try Operators.binary(&self, op.code, left, try evaluate(Int(op.b)))
        }
    }

    private mutating func choose(_ op: Op) throws(Fault) -> PythonValue {
        switch op.code {
        case .and:
            let left = try evaluate(Int(op.a))
            return try Self.isTrue(left) ? try evaluate(Int(op.b)) : left
        case .or:
            let left = try evaluate(Int(op.a))
            return try Self.isTrue(left) ? left : try evaluate(Int(op.b))
        case .not: return .bool(!(try Self.isTrue(try evaluate(Int(op.a)))))
        default:
            if try Self.isTrue(try evaluate(Int(op.a))) { return try evaluate(Int(op.b)) }
            if op.c >= 0 { return try evaluate(Int(op.c)) }
            // The peer makes this one lenient even where undefined values are strict.
            let hint = "the inline if-expression evaluated to false and no else section was defined"
            return .undefined(Undefined(.hint(hint), .lenient))
        }
    }

    private mutating func operands(_ op: Op) throws(Fault) -> [PythonValue] {
        var items: [PythonValue] = []
        items.reserveCapacity(Int(op.b))
        for i in Int(op.a)..<Int(op.a &+ op.b) { items.append(try evaluate(Int(program.children[i]))) }
        return items
    }

    private mutating func dict(_ op: Op) throws(Fault) -> PythonValue {
        let dict = own(PythonDict())
        let items = try operands(op)
        var i = 0
        while i + 1 < items.count {
            dict.set(items[i], hash: try items[i].keyHash(), items[i + 1])
            i += 2
        }
        return .dict(dict)
    }

    private mutating func concat(_ op: Op) throws(Fault) -> PythonValue {
        let items = try operands(op)
        // Where output is escaped, the first `Markup` makes the whole so.
        let joins = op.code == .concatEscaped && items.contains(where: \.isMarkup)
        var bytes: [UInt8] = []
        for item in items {
            if joins {
                bytes.append(contentsOf: try Markup.escape(item).bytes)
            } else {
                try bytes.append(str: item)
            }
        }
        return try string(bytes, markup: joins)
    }

    private mutating func compareChain(_ op: Op) throws(Fault) -> PythonValue {
        var left = try evaluate(Int(op.a))
        for i in 0..<Int(op.c) {
            let operation = program.children[Int(op.b) + 2 * i]
            let right = try evaluate(Int(program.children[Int(op.b) + 2 * i + 1]))
            if !(try Operators.compare(&self, left, right, operation)) { return .bool(false) }
            left = right
        }
        return .bool(true)
    }

    mutating func arguments(_ index: Int) throws(Fault) -> Arguments {
        if program.calls[index].isEmpty { return .none }
        let call = program.calls[index]
        var arguments = Arguments()
        arguments.positional.reserveCapacity(call.positional.count)
        for value in call.positional { arguments.positional.append(try evaluate(value)) }
        for (name, value) in call.keywords { arguments.keywords.append((name, try evaluate(value))) }
        if let star = call.star { arguments.positional += try elements(try evaluate(star)) }
        if let doubleStar = call.doubleStar { try spread(try evaluate(doubleStar), into: &arguments) }
        return arguments
    }

    private mutating func spread(_ value: PythonValue, into arguments: inout Arguments) throws(Fault) {
        guard case .dict(let dict) = value else { throw .type("argument after ** must be a mapping") }
        try spend(elements: dict.count)
        for entry in dict.entries {
            guard case .string(let name) = entry.key else { throw .type("keywords must be strings") }
            if arguments.keywords.contains(where: { $0.name == name }) {
                throw .type("got multiple values for keyword argument '\(name.text)'")
            }
            arguments.keywords.append((name, entry.value))
        }
    }

    private mutating func filter(_ op: Op) throws(Fault) -> PythonValue {
        let value: PythonValue
        if op.a >= 0 {
            value = try evaluate(Int(op.a))
        } else {
            value = pending.last ?? .string(.empty)
        }
        let call = Int(op.c)
        let arguments = program.calls[call].isEmpty ? Arguments.none : try arguments(call)
        return try Filters.table.entries[Int(op.b)](&self, value, arguments)
    }

    private mutating func test(_ op: Op) throws(Fault) -> PythonValue {
        let value = try evaluate(Int(op.a))
        let call = Int(op.c)
        let arguments = program.calls[call].isEmpty ? Arguments.none : try arguments(call)
        return try Tests.table.entries[Int(op.b)](&self, value, arguments)
    }
}
