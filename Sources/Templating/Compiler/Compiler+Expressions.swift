extension Compiler {
    mutating func compile(_ expression: Expression, _ scope: Scope) throws(Fault) -> Int {
        let line = expression.line
        switch expression.kind {
        case .constant(let value): return add(.constant, constant(value), line: line)
        case .name(let text), .namespace(let text, _): return load(text, scope, line)
        case .tuple(let items): return try display(.tuple, items, scope, line)
        case .list(let items): return try display(.list, items, scope, line)
        case .concat(let items): return try concat(items, scope, line)
        case .dict(let pairs): return try display(.dict, pairs.flatMap { [$0.key, $0.value] }, scope, line)
        case .unary(let sign, let operand):
            let code: Op.Code = sign == .not ? .not : sign == .minus ? .negate : .plus
            return fold(add(code, try compile(operand, scope), line: line))
        case .binary(let operation, let left, let right):
            let a = try compile(left, scope)
            return fold(add(Self.codes(operation), a, try compile(right, scope), line: line))
        case .compare(let first, let rest): return try compare(first, rest, scope, line)
        case .conditional(let test, let then, let otherwise):
            let soft = scope.soft()
            let a = try compile(test, soft)
            let b = try compile(then, soft)
            var c = -1
            if let otherwise { c = try compile(otherwise, soft) }
            return add(.conditional, a, b, c, line: line)
        case .attribute(let owner, let text): return add(.attribute, try compile(owner, scope), name(text), line: line)
        case .item(let owner, let index):
            let a = try compile(owner, scope)
            if case .constant(.string(let key)) = index.kind, !key.isMarkup {
                return add(.key, a, name(key), line: line)
            }
            return add(.item, a, try compile(index, scope), line: line)
        case .slice(let owner, let start, let stop, let step):
            return try slice(owner, [start, stop, step], scope, line)
        case .bareSlice: throw Fault(.syntax, "a slice cannot be one of several subscripts", line: line)
        case .call(let callee, let arguments): return try call(callee, arguments, scope, line)
        case .filter(let operand, let text, let arguments): return try filter(operand, text, arguments, scope, line)
        case .test(let operand, let text, let arguments): return try test(operand, text, arguments, scope, line)
        }
    }

    private static func codes(_ operation: Expression.Binary) -> Op.Code {
        switch operation {
        case .add: .add
        case .sub: .subtract
        case .mul: .multiply
        case .div: .divide
        case .floordiv: .floorDivide
        case .mod: .modulo
        case .pow: .power
        case .and: .and
        case .or: .or
        }
    }

    private mutating func load(_ text: PythonString, _ scope: Scope, _ line: Int32) -> Int {
        let reference = scope.symbols.reference(text)
        return add(
            .load, reference.slot, slots.hops(from: scope.function, to: reference.function), name(text), line: line)
    }

    private mutating func all(_ items: [Expression], _ scope: Scope) throws(Fault) -> [Int] {
        var indexes: [Int] = []
        for item in items { indexes.append(try compile(item, scope)) }
        return indexes
    }

    private mutating func display(
        _ code: Op.Code, _ items: [Expression], _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        let indexes = try all(items, scope)
        return add(code, addChildren(indexes), indexes.count, line: line)
    }

    private mutating func concat(_ items: [Expression], _ scope: Scope, _ line: Int32) throws(Fault) -> Int {
        try display(scope.escaping == .on ? .concatEscaped : .concat, items, scope, line)
    }

    private mutating func compare(
        _ first: Expression, _ rest: [(Expression.Comparison, Expression)], _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        let a = try compile(first, scope)
        if rest.count == 1 {
            return add(.compare, a, try compile(rest[0].1, scope), Int(rest[0].0.rawValue), line: line)
        }
        var pairs: [Int] = []
        for (operation, operand) in rest { pairs += [Int(operation.rawValue), try compile(operand, scope)] }
        return add(.compareChain, a, addChildren(pairs), rest.count, line: line)
    }

    private mutating func slice(
        _ owner: Expression, _ bounds: [Expression?], _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        let a = try compile(owner, scope)
        var indexes: [Int] = []
        for bound in bounds {
            if let bound { indexes.append(try compile(bound, scope)) } else { indexes.append(-1) }
        }
        return add(.slice, a, addChildren(indexes), line: line)
    }

    mutating func arguments(
        _ list: ArgumentList, caller: Int? = nil, _ scope: Scope
    ) throws(Fault) -> Int {
        var call = Program.Call(positional: try all(list.positional, scope), keywords: [], isEmpty: list.isEmpty)
        for keyword in list.keywords { call.keywords.append((keyword.name, try compile(keyword.value, scope))) }
        if let star = list.star { call.star = try compile(star, scope) }
        if let doubleStar = list.doubleStar { call.doubleStar = try compile(doubleStar, scope) }
        calls.append(call)
        return calls.count - 1
    }

    private mutating func call(
        _ callee: Expression, _ list: ArgumentList, _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        if case .attribute(let owner, let text) = callee.kind {
            let a = try compile(owner, scope)
            let b = name(text)
            return add(.callMethod, a, b, try arguments(list, scope), line: line)
        }
        let a = try compile(callee, scope)
        return add(.call, a, try arguments(list, scope), line: line)
    }

    mutating func filter(
        _ operand: Expression?, _ text: PythonString, _ list: ArgumentList, _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        let spelled = text.text
        let index = Filters.table.index(of: spelled, options.dialect)
        var a = -1
        if let operand { a = try compile(operand, scope) }
        let c = try arguments(list, scope)
        if index < 0 { return try unknown("no filter named '\(spelled)'", scope, line) }
        return add(.filter, a, index, c, line: line)
    }

    private mutating func test(
        _ operand: Expression, _ text: PythonString, _ list: ArgumentList, _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        let spelled = text.text
        let index = Tests.table.index(of: spelled)
        let a = try compile(operand, scope)
        let c = try arguments(list, scope)
        if index < 0 { return try unknown("no test named '\(spelled)'", scope, line) }
        return add(.test, a, index, c, line: line)
    }

    /// The peer accepts unknown filters and tests where a condition may keep them from running.
    private mutating func unknown(_ message: String, _ scope: Scope, _ line: Int32) throws(Fault) -> Int {
        guard scope.isSoft else { throw Fault(.syntax, message, line: line) }
        return add(.fail, constant(.string(PythonString(message))), line: line)
    }

    /// Works an operation on constants out now; one that would fail is left to fail when it runs.
    private mutating func fold(_ index: Int) -> Int {
        let op = ops[index]
        guard case .constant = ops[Int(op.a)].code else { return index }
        let left = constants[Int(ops[Int(op.a)].a)].value
        var right = PythonValue.none
        if op.code != .not, op.code != .negate, op.code != .plus {
            guard case .constant = ops[Int(op.b)].code else { return index }
            right = constants[Int(ops[Int(op.b)].a)].value
        }
        guard let value = try? Operators.folded(op.code, left, right), let folded = Constant(value) else {
            return index
        }
        return add(.constant, constant(folded), line: op.line)
    }
}
