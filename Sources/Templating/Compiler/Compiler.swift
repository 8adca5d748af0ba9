/// Turns statements into a `Program`: names become slots, names of filters and methods become indexes, constant
/// operands are worked out.
struct Compiler {
    let options: TemplateOptions
    let slots = SlotTable()
    var ops: [Op] = []
    var children: [Int32] = []
    var constants: [Constant] = []
    var names: [Program.Name] = []
    private var nameIndexes: [PythonString: Int] = [:]
    var scopes: [[Program.Entry]] = []
    var calls: [Program.Call] = []
    var loops: [Program.Loop] = []
    var macros: [Program.Macro] = []
    var blocks: [Program.Block] = []
    var captures: [Program.Capture] = []
    var loads: [Program.Load] = []
    var exports: [[(name: PythonString, hops: Int, slot: Int)]] = []
    /// Whether a block or another template may look at what the top level assigns.
    private(set) var showsTopLevel = false
    private var spaces = 0
    private var pendingBlocks: [(index: Int, block: Statement.Block, escaping: Scope.Escaping)] = []

    init(_ options: TemplateOptions) { self.options = options }

    static func compile(
        _ statements: [Statement], name: String, _ options: TemplateOptions, loader: TemplateLoader?
    ) throws(Fault) -> Program {
        var compiler = Compiler(options)
        compiler.showsTopLevel = loader != nil || Self.hasBlock(statements)
        let function = compiler.slots.addFunction(inside: nil)
        var scope = Scope(
            symbols: compiler.symbols(inside: nil, function: function), function: function,
            escaping: options.autoescape ? .on : .off,
            escapesConstants: options.autoescape)
        scope.isTopLevel = true
        var selfSlot: Int?
        if NameVisit.undeclared(["self"], in: statements).contains("self") {
            selfSlot = scope.symbols.declareParameter(PythonString("self")).slot
        }
        SymbolAnalysis(symbols: scope.symbols).visit(statements)
        let body = try compiler.body(statements, scope)
        let entry = compiler.entry(scope)
        try compiler.compileBlocks()
        return Program(compiler, name: name, loader: loader, rootScope: entry, rootBody: body, selfSlot: selfSlot)
    }

    private static func hasBlock(_ statements: [Statement]) -> Bool {
        statements.contains { statement in
            if case .block = statement.kind { return true }
            return statement.bodies.contains(where: hasBlock)
        }
    }

    func symbols(inside parent: Symbols?, function: Int, space: Int = 0) -> Symbols {
        Symbols(
            parent: parent, level: (parent?.level ?? -1) + 1, function: function, space: space, slots: slots)
    }

    /// A scope inside another, in the same function unless a new one is named.
    func inner(_ scope: Scope, function: Int? = nil, space: Int = 0) -> Scope {
        var inside = Scope(
            symbols: symbols(inside: scope.symbols, function: function ?? scope.function, space: space),
            function: function ?? scope.function, escaping: scope.escaping, escapesConstants: scope.escapesConstants)
        inside.isInLoop = function == nil && scope.isInLoop
        return inside
    }

    mutating func newSpace() -> Int {
        spaces += 1
        return spaces
    }

    mutating func add(_ code: Op.Code, _ a: Int = 0, _ b: Int = 0, _ c: Int = 0, line: Int32) -> Int {
        ops.append(
            Op(
                code: code, a: Int32(truncatingIfNeeded: a), b: Int32(truncatingIfNeeded: b),
                c: Int32(truncatingIfNeeded: c), line: line))
        return ops.count - 1
    }

    /// Lays indexes side by side; gives the first place.
    mutating func addChildren(_ indexes: [Int]) -> Int {
        children += indexes.map { Int32(truncatingIfNeeded: $0) }
        return children.count - indexes.count
    }

    mutating func constant(_ value: Constant) -> Int {
        constants.append(value)
        return constants.count - 1
    }

    mutating func name(_ text: PythonString) -> Int {
        if let known = nameIndexes[text] { return known }
        let spelled = text.text
        names.append(
            Program.Name(
                text: text, hash: text.stableHash, stringMethod: Methods.string.index(of: spelled),
                listMethod: Methods.list.index(of: spelled), dictMethod: Methods.dict.index(of: spelled),
                global: Globals.table.index(of: spelled, options.dialect)))
        nameIndexes[text] = names.count - 1
        return names.count - 1
    }

    /// The work of entering a scope, once everything in it is compiled and all its names are known.
    mutating func entry(_ scope: Scope) -> Int {
        var entries: [Program.Entry] = []
        for (reference, fill) in scope.symbols.fills.sorted(by: { $0.key.slot < $1.key.slot }) {
            switch fill {
            case .parameter: continue
            case .missing: entries.append(Program.Entry(slot: reference.slot, source: .missing))
            case .resolve(let text):
                entries.append(Program.Entry(slot: reference.slot, source: .resolve(name: name(text))))
            case .copy(let from):
                let hops = slots.hops(from: scope.function, to: from.function)
                entries.append(Program.Entry(slot: reference.slot, source: .copy(hops: hops, slot: from.slot)))
            }
        }
        scopes.append(entries)
        return scopes.count - 1
    }

    /// Puts a block aside to be compiled after the rest; it sees only the context.
    mutating func later(
        _ block: Statement.Block, _ scope: Scope, locals: [(name: PythonString, hops: Int, slot: Int)]?
    ) -> Int {
        blocks.append(
            Program.Block(
                name: block.name, isRequired: block.isRequired, locals: locals, function: 0, scope: 0, body: 0))
        pendingBlocks.append((blocks.count - 1, block, scope.escaping))
        return blocks.count - 1
    }

    private mutating func compileBlocks() throws(Fault) {
        var next = 0
        while next < pendingBlocks.count {
            let (index, block, _) = pendingBlocks[next]
            next += 1
            let function = slots.addFunction(inside: nil)
            let scope = Scope(
                symbols: symbols(inside: nil, function: function), function: function,
                escaping: options.autoescape ? .on : .off,
                escapesConstants: options.autoescape)
            let undeclared = NameVisit.undeclared(["self", "super"], in: block.body)
            blocks[index].function = function
            if undeclared.contains("self") {
                blocks[index].selfSlot = scope.symbols.declareParameter(PythonString("self")).slot
            }
            if undeclared.contains("super") {
                blocks[index].superSlot = scope.symbols.declareParameter(PythonString("super")).slot
            }
            SymbolAnalysis(symbols: scope.symbols).visit(block.body)
            blocks[index].body = try body(block.body, scope)
            blocks[index].scope = entry(scope)
        }
    }
}
