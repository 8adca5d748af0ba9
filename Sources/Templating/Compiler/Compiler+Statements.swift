extension Compiler {
    mutating func body(_ statements: [Statement], _ scope: Scope) throws(Fault) -> Int {
        var indexes: [Int] = []
        for statement in statements { indexes.append(try compile(statement, scope)) }
        return add(.body, addChildren(indexes), indexes.count, line: statements.first?.line ?? 0)
    }

    private mutating func compile(_ statement: Statement, _ scope: Scope) throws(Fault) -> Int {
        let line = statement.line
        switch statement.kind {
        case .text(let text): return add(.text, constant(.string(text)), line: line)
        case .output(let value): return try output(value, scope, line)
        case .expression(let value): return add(.evaluate, try compile(value, scope), line: line)
        case .condition(let branches, let otherwise): return try condition(branches, otherwise, scope, line)
        case .loop(let loop): return try compile(loop, scope, line)
        case .assign(let target, let value):
            let b = try compile(value, scope)
            return add(.assign, self.target(target, scope), b, exported(target, scope), line: line)
        case .assignBlock(let target, let filter, let body):
            let b = try capture(body, filter, scope)
            return add(.assignBlock, self.target(target, scope), b, exported(target, scope), line: line)
        case .macro(let name, let parameters, let body):
            let b = try macro(name, parameters, body, scope, line)
            let target = Expression(kind: .name(name), line: line, depth: 1)
            return add(.macro, self.target(target, scope), b, exported(target, scope), line: line)
        case .call(let call, let parameters, let body):
            let b = try macro(nil, parameters, body, scope, line)
            return add(.callBlock, try compile(call, scope), b, line: line)
        case .filter(let filter, let body):
            let index = try capture(body, filter, scope)
            return add(.filterBlock, 0, index, line: line)
        case .with(let pairs, let body): return try with(pairs, body, scope, line)
        case .autoescape(let setting, let body): return try autoescape(setting, body, scope, line)
        case .block(let block): return self.block(block, scope, line)
        case .include(let template, let isOptional, let hasContext):
            return try include(template, isOptional: isOptional, hasContext: hasContext, scope, line)
        case .importModule(let template, let alias, let hasContext):
            return try importing(template, nil, alias: alias, hasContext: hasContext, scope, line)
        case .importNames(let template, let names, let hasContext):
            return try importing(template, names, alias: nil, hasContext: hasContext, scope, line)
        case .extends(let template): return try extends(template, scope, line)
        case .generation(let body):
            // A function of its own in the peer, which a loop's end cannot be told from.
            var outside = scope
            outside.isInLoop = false
            return add(.generation, try capture(body, nil, outside), line: line)
        case .break, .continue:
            guard scope.isInLoop else {
                throw Fault(.syntax, "there is no loop here to leave or go on with", line: line)
            }
            if case .break = statement.kind { return add(.breakLoop, line: line) }
            return add(.continueLoop, line: line)
        }
    }

    private mutating func output(_ value: Expression, _ scope: Scope, _ line: Int32) throws(Fault) -> Int {
        let index = try compile(value, scope)
        if case .constant = ops[index].code {
            let value = constants[Int(ops[index].a)].value
            let text = scope.escapesConstants ? try Markup.escape(value) : try value.str()
            return add(.text, constant(.string(text)), line: line)
        }
        return add(.output, index, Int(scope.escaping.rawValue), line: line)
    }

    private mutating func condition(
        _ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement], _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        let soft = scope.soft()
        var indexes: [Int] = []
        for branch in branches {
            indexes.append(try compile(branch.test, soft))
            indexes.append(try body(branch.body, soft))
        }
        indexes.append(try body(otherwise, soft))
        return add(.condition, addChildren(indexes), indexes.count, line: line)
    }

    mutating func target(_ target: Expression, _ scope: Scope) -> Int {
        switch target.kind {
        case .name(let text):
            let reference = scope.symbols.reference(text)
            return add(
                .storeName, reference.slot, slots.hops(from: scope.function, to: reference.function),
                line: target.line)
        case .namespace(let text, let attribute):
            let reference = scope.symbols.reference(text)
            return add(
                .storeNamespace, reference.slot, slots.hops(from: scope.function, to: reference.function),
                name(attribute), line: target.line)
        default:
            var indexes: [Int] = []
            for child in target.children { indexes.append(self.target(child, scope)) }
            return add(.storeTuple, addChildren(indexes), indexes.count, line: target.line)
        }
    }

    /// The names an assignment at the top level shows to blocks.
    private mutating func exported(_ target: Expression, _ scope: Scope) -> Int {
        guard scope.isTopLevel, showsTopLevel else { return -1 }
        var list: [(name: PythonString, hops: Int, slot: Int)] = []
        NameVisit.visit(target, .store) { name, _ in
            let reference = scope.symbols.reference(name)
            list.append((name, slots.hops(from: scope.function, to: reference.function), reference.slot))
        }
        exports.append(list)
        return exports.count - 1
    }

    private mutating func capture(
        _ statements: [Statement], _ filter: Expression?, _ scope: Scope
    ) throws(Fault) -> Int {
        let inside = inner(scope)
        SymbolAnalysis(symbols: inside.symbols).visit(statements)
        let body = try body(statements, inside)
        var filterIndex: Int?
        if let filter { filterIndex = try compile(filter, inside) }
        captures.append(Program.Capture(scope: entry(inside), body: body, filter: filterIndex))
        return captures.count - 1
    }

    private mutating func with(
        _ pairs: [(target: Expression, value: Expression)], _ statements: [Statement], _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        let inside = inner(scope)
        let analysis = SymbolAnalysis(symbols: inside.symbols)
        for pair in pairs { analysis.declare(pair.target) }
        analysis.visit(statements)
        var indexes: [Int] = []
        for pair in pairs {
            indexes.append(target(pair.target, inside))
            indexes.append(try compile(pair.value, scope))
        }
        indexes.append(try body(statements, inside))
        return add(.with, entry(inside), addChildren(indexes), indexes.count, line: line)
    }

    private mutating func autoescape(
        _ setting: Expression, _ statements: [Statement], _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        var inside = inner(scope)
        SymbolAnalysis(symbols: inside.symbols).visit(setting)
        SymbolAnalysis(symbols: inside.symbols).visit(statements)
        let a = try compile(setting, inside)
        if case .constant = ops[a].code {
            inside.escapesConstants = constants[Int(ops[a].a)].value.truth
            inside.escaping = inside.escapesConstants ? .on : .off
        } else {
            inside.escaping = .dynamic
        }
        let body = try body(statements, inside)
        return add(.autoescape, a, entry(inside), body, line: line)
    }

    private mutating func block(_ block: Statement.Block, _ scope: Scope, _ line: Int32) -> Int {
        add(.block, later(block, scope, locals: block.isScoped ? locals(of: scope) : nil), line: line)
    }
}
