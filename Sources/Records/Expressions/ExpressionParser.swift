/// Parses an expression and checks the types of its parts. From loose to tight: `or`, `and`, `not`, comparisons and `in`,
/// `+ -`, `* /`, the sign, calls and brackets.
struct ExpressionParser {
    typealias Typed = (node: ExpressionNode, type: ExpressionType)

    private let tokens: [ExpressionToken]
    private var place = 0
    private(set) var fields: [FieldPath] = []
    private var depth = 0
    private static let maximumDepth = 200

    init(_ text: String) throws(DataError) { tokens = try ExpressionLexer.tokens(text) }

    private var here: ExpressionToken { tokens[place] }

    mutating func parse() throws(DataError) -> ExpressionNode {
        let start = here.column
        let (node, type) = try disjunction()
        guard here.kind == .end else {
            throw Expression.fault("\(here.description) does not belong here", column: here.column)
        }
        guard type.mayBe(.boolean) else {
            throw Expression.fault(
                "the expression is \(type.rawValue), not true or false", column: start,
                mend: "compare it with something")
        }
        return node
    }

    private mutating func take(_ marks: String...) -> (mark: String, column: Int)? {
        guard case .mark(let mark) = here.kind, marks.contains(mark) else { return nil }
        defer { place += 1 }
        return (mark, here.column)
    }

    private mutating func expect(_ mark: String) throws(DataError) {
        guard take(mark) != nil else {
            throw Expression.fault("here should be '\(mark)' and not \(here.description)", column: here.column)
        }
    }

    private func check(_ typed: Typed, _ type: ExpressionType, column: Int) throws(DataError) {
        guard typed.type.mayBe(type) else {
            throw Expression.fault("here should be \(type.rawValue) and not \(typed.type.rawValue)", column: column)
        }
    }

    private mutating func disjunction() throws(DataError) -> Typed {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw Expression.fault("the expression is nested too deeply", column: here.column)
        }
        return try junction("or", ExpressionNode.or) { (parser) throws(DataError) in
            try parser.junction("and", ExpressionNode.and) { (parser) throws(DataError) in try parser.negation() }
        }
    }

    private mutating func junction(
        _ mark: String, _ make: (ExpressionNode, ExpressionNode) -> ExpressionNode,
        _ operand: (inout ExpressionParser) throws(DataError) -> Typed
    ) throws(DataError) -> Typed {
        var column = here.column
        var left = try operand(&self)
        while take(mark) != nil {
            try check(left, .boolean, column: column)
            column = here.column
            let right = try operand(&self)
            try check(right, .boolean, column: column)
            left = (make(left.node, right.node), .boolean)
        }
        return left
    }

    private mutating func negation() throws(DataError) -> Typed {
        var count = 0
        while take("not") != nil { count += 1 }
        let column = here.column
        let operand = try comparison()
        guard count > 0 else { return operand }
        try check(operand, .boolean, column: column)
        // Twice not is the truth of it: null becomes false.
        return (count % 2 == 1 ? .not(operand.node) : .not(.not(operand.node)), .boolean)
    }

    private mutating func comparison() throws(DataError) -> Typed {
        let left = try sum()
        if let (_, column) = take("in") {
            let right = try sum()
            guard right.type.mayBe(.list) || right.type == .string && left.type.mayBe(.string) else {
                throw Expression.fault("'in' asks for a list, or for a string in a string", column: column)
            }
            return (.isIn(left.node, right.node, column: column), .boolean)
        }
        guard let (mark, column) = take("==", "!=", "<", "<=", ">", ">="), let comparison = Self.comparisons[mark]
        else {
            return left
        }
        let right = try sum()
        guard left.type.mayBe(right.type) || right.type == .null, left.type != .list, right.type != .list else {
            throw Expression.fault("\(left.type.rawValue) is compared with \(right.type.rawValue)", column: column)
        }
        let isOrder = comparison != .equal && comparison != .unequal
        guard !isOrder || left.type != .boolean && right.type != .boolean else {
            throw Expression.fault("truth values have no order", column: column)
        }
        return (.compare(comparison, left.node, right.node, column: column), .boolean)
    }

    private static let comparisons: [String: ExpressionNode.Comparison] = [
        "==": .equal, "!=": .unequal, "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
    ]

    private mutating func sum() throws(DataError) -> Typed {
        try chain(["+": .add, "-": .subtract]) { (parser) throws(DataError) in
            try parser.chain(["*": .multiply, "/": .divide]) { (parser) throws(DataError) in try parser.signed() }
        }
    }

    private mutating func chain(
        _ operators: [String: ExpressionNode.Arithmetic], _ operand: (inout ExpressionParser) throws(DataError) -> Typed
    ) throws(DataError) -> Typed {
        var left = try operand(&self)
        while case .mark(let mark) = here.kind, let arithmetic = operators[mark] {
            let column = here.column
            place += 1
            let right = try operand(&self)
            try check(left, .number, column: column)
            try check(right, .number, column: column)
            left = (.compute(arithmetic, left.node, right.node, column: column), .number)
        }
        return left
    }

    private mutating func signed() throws(DataError) -> Typed {
        guard let (_, column) = take("-") else { return try primary() }
        let operand = try primary()
        try check(operand, .number, column: column)
        return (.negative(operand.node, column: column), .number)
    }

    private mutating func primary() throws(DataError) -> Typed {
        let token = here
        if take("(") != nil {
            let inner = try disjunction()
            try expect(")")
            return inner
        }
        if take("[") != nil { return (.list(try list(until: "]")), .list) }
        place += token.kind == .end ? 0 : 1
        switch token.kind {
        case .number(let number): return (.constant(.number(number)), .number)
        case .string(let text): return (.constant(.string(.owned(Array(text.utf8)))), .string)
        case .mark("true"): return (.constant(.boolean(true)), .boolean)
        case .mark("false"): return (.constant(.boolean(false)), .boolean)
        case .mark("null"): return (.constant(.null), .null)
        case .name(let name): return take("(") == nil ? try field(name, token.column) : try call(name, token.column)
        case .mark, .end:
            throw Expression.fault("\(token.description) stands where a value should", column: token.column)
        }
    }

    /// The values up to a closing mark, with commas between them.
    private mutating func list(until close: String) throws(DataError) -> [ExpressionNode] {
        var values: [ExpressionNode] = []
        if take(close) != nil { return values }
        repeat { values.append(try disjunction().node) } while take(",") != nil
        try expect(close)
        return values
    }

    private mutating func field(_ name: String, _ column: Int) throws(DataError) -> Typed {
        switch name {
        case "id": return (.constant(.string(.id)), .string)
        case "text": return (.constant(.string(.text)), .string)
        case "language": return (.constant(.string(.language)), .string)
        case "source": return (.constant(.string(.source)), .string)
        default: break
        }
        let path: FieldPath
        do throws(DataError) { path = try FieldPath(name) } catch {
            throw Expression.fault(error.cause, column: column, mend: error.mend)
        }
        if let place = fields.firstIndex(of: path) { return (.field(place), .any) }
        fields.append(path)
        return (.field(fields.count - 1), .any)
    }

    private mutating func call(_ name: String, _ column: Int) throws(DataError) -> Typed {
        guard let function = ExpressionFunction(rawValue: name) else {
            let known = ExpressionFunction.allCases.map(\.rawValue).joined(separator: ", ")
            throw Expression.fault("there is no function '\(name)'", column: column, mend: "there are \(known)")
        }
        var arguments: [ExpressionNode] = []
        for (place, type) in function.arguments.enumerated() {
            if place > 0 { try expect(",") }
            let column = here.column
            let argument = try disjunction()
            try check(argument, type, column: column)
            if function == .length, argument.type == .number || argument.type == .boolean {
                throw Expression.fault("\(argument.type.rawValue) has no length", column: column)
            }
            arguments.append(argument.node)
        }
        try expect(")")
        return (.call(function, arguments, column: column), function.result)
    }
}
