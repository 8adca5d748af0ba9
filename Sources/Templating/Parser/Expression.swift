/// An expression as parsed, with the line it starts on and how deep it is.
struct Expression {
    enum Unary { case not, minus, plus }

    enum Binary { case add, sub, mul, div, floordiv, mod, pow, and, or }

    enum Comparison: Int32 { case eq, ne, lt, lteq, gt, gteq, isIn, notIn }

    indirect enum Kind {
        case constant(Constant)
        case name(PythonString)
        /// `name.attribute` as the target of an assignment.
        case namespace(PythonString, attribute: PythonString)
        case tuple([Expression])
        case list([Expression])
        case dict([(key: Expression, value: Expression)])
        case unary(Unary, Expression)
        case binary(Binary, Expression, Expression)
        case compare(Expression, [(Comparison, Expression)])
        case concat([Expression])
        case conditional(test: Expression, then: Expression, otherwise: Expression?)
        case attribute(Expression, PythonString)
        case item(Expression, Expression)
        case slice(Expression, start: Expression?, stop: Expression?, step: Expression?)
        case call(Expression, ArgumentList)
        /// The operand is nil for the filter of a filter block or a block `set`.
        case filter(Expression?, PythonString, ArgumentList)
        case test(Expression, PythonString, ArgumentList)
        /// A slice among several subscripts, which no value accepts.
        case bareSlice(start: Expression?, stop: Expression?, step: Expression?)
    }

    var kind: Kind
    var line: Int32
    var depth: Int

    /// Every expression inside this one, in the order the peer visits them.
    var children: [Expression] {
        switch kind {
        case .constant, .name, .namespace: []
        case .tuple(let items), .list(let items), .concat(let items): items
        case .dict(let pairs): pairs.flatMap { [$0.key, $0.value] }
        case .unary(_, let operand): [operand]
        case .binary(_, let left, let right): [left, right]
        case .compare(let first, let rest): [first] + rest.map(\.1)
        case .conditional(let test, let then, let otherwise): [test, then] + (otherwise.map { [$0] } ?? [])
        case .attribute(let owner, _): [owner]
        case .item(let owner, let index): [owner, index]
        case .slice(let owner, let start, let stop, let step): [owner] + [start, stop, step].compactMap(\.self)
        case .bareSlice(let start, let stop, let step): [start, stop, step].compactMap(\.self)
        case .call(let callee, let arguments): [callee] + arguments.expressions
        case .filter(let operand, _, let arguments): (operand.map { [$0] } ?? []) + arguments.expressions
        case .test(let operand, _, let arguments): [operand] + arguments.expressions
        }
    }

    /// Whether it can stand left of `=`.
    var isTarget: Bool {
        switch kind {
        case .name(let name): !["true", "false", "none", "True", "False", "None"].contains { name == $0 }
        case .namespace: true
        case .tuple(let items): items.allSatisfy(\.isTarget)
        default: false
        }
    }
}
