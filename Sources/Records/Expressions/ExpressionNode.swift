/// A part of an expression, as it is evaluated.
indirect enum ExpressionNode: Sendable {
    enum Comparison: Sendable { case equal, unequal, less, lessOrEqual, greater, greaterOrEqual }
    enum Arithmetic: Sendable { case add, subtract, multiply, divide }

    case constant(ExpressionValue)
    /// By its place in the expression's list of fields.
    case field(Int)
    case list([ExpressionNode])
    case not(ExpressionNode)
    case negative(ExpressionNode, column: Int)
    case and(ExpressionNode, ExpressionNode)
    case or(ExpressionNode, ExpressionNode)
    case compare(Comparison, ExpressionNode, ExpressionNode, column: Int)
    case compute(Arithmetic, ExpressionNode, ExpressionNode, column: Int)
    /// Whether a value is one of some, or a string in another.
    case isIn(ExpressionNode, ExpressionNode, column: Int)
    case call(ExpressionFunction, [ExpressionNode], column: Int)
}
