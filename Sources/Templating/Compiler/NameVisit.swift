/// Visits the names of statements and expressions in the order the peer's node visitor does; blocks are left out.
/// Which names a macro or loop must be given follows from that order.
enum NameVisit {
    enum Use { case load, store }

    static func visit(_ statements: [Statement], _ found: (PythonString, Use) -> Void) {
        for statement in statements { visit(statement, found) }
    }

    static func visit(_ statement: Statement, _ found: (PythonString, Use) -> Void) {
        switch statement.kind {
        case .text, .break, .continue, .block: break
        case .output(let value), .expression(let value): visit(value, .load, found)
        case .condition(let branches, let otherwise):
            for branch in branches {
                visit(branch.test, .load, found)
                visit(branch.body, found)
            }
            visit(otherwise, found)
        case .loop(let loop): visit(loop, found)
        case .assign(let target, let value):
            visit(target, .store, found)
            visit(value, .load, found)
        case .assignBlock(let target, let filter, let body):
            visit(target, .store, found)
            if let filter { visit(filter, .load, found) }
            visit(body, found)
        case .macro(_, let parameters, let body): visit(parameters, body, found)
        case .call(let call, let parameters, let body):
            visit(call, .load, found)
            visit(parameters, body, found)
        case .filter(let filter, let body), .autoescape(let filter, let body):
            visit(filter, .load, found)
            visit(body, found)
        case .with(let pairs, let body):
            for pair in pairs { visit(pair.target, .store, found) }
            for pair in pairs { visit(pair.value, .load, found) }
            visit(body, found)
        case .generation(let body): visit(body, found)
        case .include(let template, _, _), .importModule(let template, _, _), .importNames(let template, _, _),
            .extends(let template):
            visit(template, .load, found)
        }
    }

    private static func visit(_ loop: Statement.Loop, _ found: (PythonString, Use) -> Void) {
        visit(loop.target, .store, found)
        visit(loop.iterable, .load, found)
        visit(loop.body, found)
        visit(loop.otherwise, found)
        if let test = loop.test { visit(test, .load, found) }
    }

    private static func visit(
        _ parameters: [Statement.Parameter], _ body: [Statement], _ found: (PythonString, Use) -> Void
    ) {
        for parameter in parameters { found(parameter.name, .store) }
        for parameter in parameters {
            if let fallback = parameter.fallback { visit(fallback, .load, found) }
        }
        visit(body, found)
    }

    static func visit(_ expression: Expression, _ use: Use, _ found: (PythonString, Use) -> Void) {
        if case .name(let name) = expression.kind { return found(name, use) }
        for child in expression.children { visit(child, use, found) }
    }

    /// Those of `names` that the statements read before they assign them.
    static func undeclared(_ names: [String], in statements: [Statement]) -> Set<String> {
        var open = Set(names)
        var undeclared: Set<String> = []
        visit(statements) { name, use in
            let text = name.text
            guard open.contains(text) else { return }
            if use == .load { undeclared.insert(text) } else { open.remove(text) }
        }
        return undeclared
    }
}
