/// Where the compiler is: whose names it sees and what kind of place it is.
struct Scope {
    var symbols: Symbols
    var function: Int
    /// Assignments here are visible to blocks.
    var isTopLevel = false
    /// Inside an `if` or a conditional expression, where an unknown filter is wrong only if it runs.
    var isSoft = false
    /// Inside a loop of the same function, where `break` and `continue` may stand.
    var isInLoop = false
    /// Whether output is escaped: known from the source, or only when it runs.
    var escaping: Escaping
    /// The last setting known from the source, which constants follow.
    var escapesConstants: Bool

    enum Escaping: Int32 { case off, on, dynamic }

    func soft() -> Scope {
        var scope = self
        scope.isSoft = true
        return scope
    }
}
