/// Tells a scope about the names its statements use; statements that open a scope of their own only show their head.
struct SymbolAnalysis {
    let symbols: Symbols

    func visit(_ statements: [Statement]) {
        for statement in statements { visit(statement) }
    }

    func visit(_ expression: Expression) {
        switch expression.kind {
        case .name(let name), .namespace(let name, _): symbols.load(name)
        default: for child in expression.children { visit(child) }
        }
    }

    func store(_ target: Expression) {
        switch target.kind {
        case .name(let name): symbols.store(name)
        case .namespace(let name, _): symbols.load(name)
        default: for child in target.children { store(child) }
        }
    }

    func declare(_ target: Expression) {
        if case .name(let name) = target.kind { symbols.declareParameter(name) }
        for child in target.children { declare(child) }
    }

    private func visit(_ statement: Statement) {
        switch statement.kind {
        case .text, .break, .continue, .block, .autoescape, .generation: break
        case .output(let value), .expression(let value): visit(value)
        case .condition(let branches, let otherwise): condition(branches, otherwise)
        case .loop(let loop): visit(loop.iterable)
        case .assign(let target, let value):
            visit(value)
            store(target)
        case .assignBlock(let target, _, _): store(target)
        case .macro(let name, _, _): symbols.store(name)
        case .call(let call, _, _): visit(call)
        case .filter(let filter, _): visit(filter)
        case .with(let pairs, _): for pair in pairs { visit(pair.value) }
        case .include(let template, _, _), .extends(let template): visit(template)
        case .importModule(let template, let name, _):
            visit(template)
            symbols.store(name)
        case .importNames(let template, let names, _):
            visit(template)
            for (_, alias) in names { symbols.store(alias) }
        }
    }

    /// The first test is always evaluated; the body, everything in `elif` and `else` are alternatives.
    private func condition(_ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement]) {
        guard let first = branches.first else { return }
        visit(first.test)
        symbols.branches([
            { SymbolAnalysis(symbols: $0).visit(first.body) },
            { scope in
                for branch in branches.dropFirst() {
                    SymbolAnalysis(symbols: scope).condition([branch], [])
                }
            },
            { SymbolAnalysis(symbols: $0).visit(otherwise) },
        ])
    }
}
