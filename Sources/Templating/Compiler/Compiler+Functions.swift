/// Loops and macros: what may become a function of its own.
extension Compiler {
    mutating func compile(_ loop: Statement.Loop, _ scope: Scope, _ line: Int32) throws(Fault) -> Int {
        try refuseLoopAsTarget(loop, line)
        let function = loop.isRecursive ? slots.addFunction(inside: scope.function) : nil
        var inside = inner(scope, function: function)
        inside.isInLoop = true
        var loopSlot: Int?
        let isExtended =
            loop.isRecursive || NameVisit.undeclared(["loop"], in: loop.body).contains("loop")
            || Self.hasScopedBlock(loop.body + loop.otherwise)
        if isExtended { loopSlot = inside.symbols.declareParameter(PythonString("loop")).slot }
        let analysis = SymbolAnalysis(symbols: inside.symbols)
        analysis.declare(loop.target)
        analysis.visit(loop.body)
        var code = Program.Loop(
            target: 0, iterable: try compile(loop.iterable, scope), testTarget: 0, testScope: 0, scope: 0, body: 0,
            otherwiseScope: 0, loopSlot: loopSlot, function: function)
        try compileTest(loop, inside, scope, &code)
        code.target = target(loop.target, inside)
        code.body = try body(loop.body, inside)
        code.scope = entry(inside)
        if !loop.otherwise.isEmpty {
            let otherwise = inner(scope, function: function)
            SymbolAnalysis(symbols: otherwise.symbols).visit(loop.otherwise)
            code.otherwise = try body(loop.otherwise, otherwise)
            code.otherwiseScope = entry(otherwise)
        }
        loops.append(code)
        return add(.loop, loops.count - 1, line: line)
    }

    /// The test runs as a generator of its own in the peer: names it resolves are apart from the body's.
    private mutating func compileTest(
        _ loop: Statement.Loop, _ inside: Scope, _ scope: Scope, _ code: inout Program.Loop
    ) throws(Fault) {
        guard let test = loop.test else { return }
        let space = newSpace()
        let tested = inner(scope, function: inside.function, space: space)
        let analysis = SymbolAnalysis(symbols: tested.symbols)
        analysis.declare(loop.target)
        analysis.visit(test)
        code.testTarget = target(loop.target, tested)
        code.test = try compile(test, tested)
        code.testScope = entry(tested)
    }

    private func refuseLoopAsTarget(_ loop: Statement.Loop, _ line: Int32) throws(Fault) {
        var isStored = false
        func found(_ name: PythonString, _ use: NameVisit.Use) {
            if use == .store, name == "loop" { isStored = true }
        }
        NameVisit.visit(loop.target, .store, found)
        NameVisit.visit(loop.body + loop.otherwise, found)
        if isStored { throw Fault(.syntax, "cannot assign to the special variable 'loop' in a loop", line: line) }
    }

    private static func hasScopedBlock(_ statements: [Statement]) -> Bool {
        statements.contains { statement in
            if case .block(let block) = statement.kind, block.isScoped { return true }
            return statement.bodies.contains(where: hasScopedBlock)
        }
    }

    mutating func macro(
        _ name: PythonString?, _ parameters: [Statement.Parameter], _ statements: [Statement], _ scope: Scope,
        _ line: Int32
    ) throws(Fault) -> Int {
        let function = slots.addFunction(inside: scope.function)
        let inside = inner(scope, function: function)
        let analysis = SymbolAnalysis(symbols: inside.symbols)
        var code = Program.Macro(
            name: name, parameters: parameters.map(\.name), parameterSlots: [], fallbacks: [], usesCaller: false,
            function: function, scope: 0, body: 0)
        for parameter in parameters {
            code.parameterSlots.append(inside.symbols.declareParameter(parameter.name).slot)
        }
        for parameter in parameters {
            if let fallback = parameter.fallback { analysis.visit(fallback) }
        }
        analysis.visit(statements)
        try declareSpecial(parameters, statements, inside, line, &code)
        for parameter in parameters {
            var fallback: Int?
            if let value = parameter.fallback { fallback = try compile(value, inside) }
            code.fallbacks.append(fallback)
        }
        code.body = try body(statements, inside)
        code.scope = entry(inside)
        macros.append(code)
        return macros.count - 1
    }

    /// `caller`, `kwargs` and `varargs` are there if the body reads them.
    private func declareSpecial(
        _ parameters: [Statement.Parameter], _ statements: [Statement], _ inside: Scope, _ line: Int32,
        _ code: inout Program.Macro
    ) throws(Fault) {
        let undeclared = NameVisit.undeclared(["caller", "kwargs", "varargs"], in: statements)
        func declared(_ name: String) -> Bool { parameters.contains { $0.name == name } }
        if undeclared.contains("caller") {
            if let explicit = parameters.first(where: { $0.name == "caller" }) {
                if explicit.fallback == nil {
                    throw Fault(.syntax, "the special 'caller' argument must have a default", line: line)
                }
            } else {
                code.callerSlot = inside.symbols.declareParameter(PythonString("caller")).slot
            }
            code.usesCaller = true
        }
        if undeclared.contains("kwargs"), !declared("kwargs") {
            code.keywordsSlot = inside.symbols.declareParameter(PythonString("kwargs")).slot
        }
        if undeclared.contains("varargs"), !declared("varargs") {
            code.positionalSlot = inside.symbols.declareParameter(PythonString("varargs")).slot
        }
    }
}
