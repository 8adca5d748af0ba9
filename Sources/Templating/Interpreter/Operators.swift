/// Python's operators.
enum Operators {
    /// Arithmetic on constants at compile time: only what needs no memory to speak of.
    static func folded(_ code: Op.Code, _ left: PythonValue, _ right: PythonValue) throws(Fault) -> PythonValue? {
        switch code {
        case .not: return .bool(!left.truth)
        case .negate: return try negate(left)
        case .plus: return try plus(left)
        case .and, .or: return left.truth == (code == .or) ? left : right
        default:
            guard left.double != nil, right.double != nil else { return nil }
            return try Arithmetic.apply(code, left, right)
        }
    }

    static func negate(_ value: PythonValue) throws(Fault) -> PythonValue {
        if case .float(let number) = value { return .float(-number) }
        if case .undefined(let undefined) = value { throw .undefined(undefined) }
        guard let number = value.integer else { throw .type("bad operand type for unary -: '\(value.typeName)'") }
        return try .int(Arithmetic.checked(Int(0).subtractingReportingOverflow(number)))
    }

    static func plus(_ value: PythonValue) throws(Fault) -> PythonValue {
        if case .float = value { return value }
        if case .undefined(let undefined) = value { throw .undefined(undefined) }
        guard let number = value.integer else { throw .type("bad operand type for unary +: '\(value.typeName)'") }
        return .int(number)
    }

    static func binary(
        _ machine: inout Interpreter, _ code: Op.Code, _ left: PythonValue, _ right: PythonValue
    ) throws(Fault) -> PythonValue {
        if case .int = left, case .int = right { return try Arithmetic.apply(code, left, right) }
        if code == .modulo, case .string(let text) = left { return try PercentFormat.apply(&machine, text, right) }
        if case .undefined(let undefined) = left { throw .undefined(undefined) }
        if case .undefined(let undefined) = right { throw .undefined(undefined) }
        if left.double != nil, right.double != nil { return try Arithmetic.apply(code, left, right) }
        if code == .add, let sum = try add(&machine, left, right) { return sum }
        if code == .multiply {
            if let count = right.integer, let product = try multiply(&machine, left, count) { return product }
            if let count = left.integer, let product = try multiply(&machine, right, count) { return product }
        }
        throw .type(
            "unsupported operand type(s) for \(symbol(code)): '\(left.typeName)' and '\(right.typeName)'")
    }

    private static func symbol(_ code: Op.Code) -> String {
        switch code {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .floorDivide: "//"
        case .modulo: "%"
        default: "**"
        }
    }

    private static func add(
        _ machine: inout Interpreter, _ left: PythonValue, _ right: PythonValue
    ) throws(Fault) -> PythonValue? {
        switch (left, right) {
        case (.string(let a), .string(let b)):
            try machine.spend(bytes: a.bytes.count + b.bytes.count)
            return .string(a.adding(b))
        case (.list(let a), .list(let b)):
            try machine.spend(elements: a.items.count + b.items.count)
            return try machine.list(a.items + b.items)
        case (.tuple(let a), .tuple(let b)):
            try machine.spend(elements: a.items.count + b.items.count)
            return try machine.tuple(a.items + b.items)
        default: return nil
        }
    }

    private static func multiply(
        _ machine: inout Interpreter, _ value: PythonValue, _ count: Int
    ) throws(Fault) -> PythonValue? {
        func size(_ length: Int) throws(Fault) -> Int {
            try Arithmetic.checked(length.multipliedReportingOverflow(by: max(0, count)))
        }
        switch value {
        case .string(let text):
            try machine.spend(bytes: try size(text.bytes.count))
            let bytes = repeated(text.bytes, count)
            return .string(PythonString(bytes: bytes, isASCII: text.isASCII, isMarkup: text.isMarkup))
        case .list(let list):
            try machine.spend(elements: try size(list.items.count))
            return try machine.list(repeated(list.items, count))
        case .tuple(let tuple):
            try machine.spend(elements: try size(tuple.items.count))
            return try machine.tuple(repeated(tuple.items, count))
        default: return nil
        }
    }

    private static func repeated<T>(_ items: [T], _ count: Int) -> [T] {
        var result: [T] = []
        guard count > 0, !items.isEmpty else { return result }
        result.reserveCapacity(items.count * count)
        for _ in 0..<count { result += items }
        return result
    }

    /// Applies a comparison, given as the raw value of `Expression.Comparison`.
    static func compare(
        _ machine: inout Interpreter, _ left: PythonValue, _ right: PythonValue, _ operation: Int32
    ) throws(Fault) -> Bool {
        switch Expression.Comparison(rawValue: operation) {
        case .eq: try left.isEqual(to: right)
        case .ne: !(try left.isEqual(to: right))
        case .lt: try left.isLess(than: right, "<")
        case .gt: try right.isLess(than: left, ">")
        case .lteq: try isAtMost(left, right, "<=")
        case .gteq: try isAtMost(right, left, ">=")
        case .isIn: try contains(&machine, right, left)
        case .notIn, nil: !(try contains(&machine, right, left))
        }
    }

    /// Python's `<=`, which is not the opposite of `>` where a NaN is involved.
    private static func isAtMost(_ left: PythonValue, _ right: PythonValue, _ symbol: String) throws(Fault) -> Bool {
        if let a = left.double, let b = right.double, a.isNaN || b.isNaN { return false }
        return !(try right.isLess(than: left, symbol))
    }

    static func contains(
        _ machine: inout Interpreter, _ container: PythonValue, _ item: PythonValue
    ) throws(Fault) -> Bool {
        switch container {
        case .string(let text):
            guard case .string(let part) = item else {
                if case .undefined(let undefined) = item { throw .undefined(undefined) }
                throw .type("'in <string>' requires string as left operand, not \(item.typeName)")
            }
            return part.isEmpty || text.bytes.span.find(part.bytes.span, from: 0) != nil
        case .dict(let dict): return dict.index(of: item, hash: try item.keyHash()) != nil
        case .object(let object):
            if let range = object as? PythonRange, let number = item.integer { return range.index(of: number) != nil }
            if let view = object as? PythonView, view.kind == .keys {
                return view.dict.index(of: item, hash: try item.keyHash()) != nil
            }
        default: break
        }
        guard var cursor = try Cursor(container) else {
            throw .type("argument of type '\(container.typeName)' is not iterable")
        }
        while let element = try machine.next(&cursor) {
            try machine.spend(1)
            if try element.isSame(as: item) { return true }
        }
        return false
    }
}
