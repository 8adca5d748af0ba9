/// A token of an expression.
struct ExpressionToken: Equatable {
    enum Kind: Equatable {
        case number(Double)
        case string(String)
        /// A path to a field, or the name of a function.
        case name(String)
        /// An operator, bracket or comma; also `and`, `or`, `not`, `in`, `true`, `false`, `null`.
        case mark(String)
        case end
    }

    var kind: Kind
    /// 1-based, in characters.
    var column: Int

    /// As an error names it.
    var description: String {
        switch kind {
        case .number(let number): "\(number)"
        case .string(let text): "\"\(text)\""
        case .name(let name): "'\(name)'"
        case .mark(let mark): "'\(mark)'"
        case .end: "the end"
        }
    }
}
