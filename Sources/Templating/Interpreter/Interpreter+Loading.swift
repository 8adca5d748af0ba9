/// Other templates: included, imported and extended.
extension Interpreter {
    var home: Home {
        get { Home(program: program, context: context, exported: exported, chains: chains) }
        set {
            (program, context, exported, chains) = (
                newValue.program, newValue.context, newValue.exported, newValue.chains
            )
        }
    }

    /// Runs something that belongs to another template, or to other variables.
    mutating func at<T>(
        _ other: Home, _ body: (inout Interpreter) throws(Fault) -> T
    ) throws(Fault) -> T {
        let saved = home
        home = other
        defer { home = saved }
        do throws(Fault) {
            return try body(&self)
        } catch {
            if other.program === saved.program { throw error }
            throw error.inside(template: other.program.name)
        }
    }

    /// The top level of the current template, and of what it extends.
    mutating func runRoot() throws(Fault) {
        if let slot = program.selfSlot { frame[slot] = .object(own(TemplateSelf())) }
        try enter(program.rootScope)
        _ = try run(program.rootBody)
        guard let parent else { return }
        self.parent = nil
        passedOver = -1
        var place = home
        place.program = parent
        try at(place) { (machine) throws(Fault) in
            try machine.inNewFrame { (machine) throws(Fault) in try machine.runRoot() }
        }
    }

    private mutating func inNewFrame(_ body: (inout Interpreter) throws(Fault) -> Void) throws(Fault) {
        let saved = (frame, escaping)
        frame = own(Frame(slots: program.slotCounts.first ?? 0, outer: nil))
        escaping = program.options.autoescape
        calls += 1
        defer {
            (frame, escaping) = saved
            calls -= 1
        }
        if calls > limits.calls { throw .limit("templates use each other too deeply") }
        try body(&self)
    }

    mutating func runInclude(_ op: Op) throws(Fault) {
        let load = program.loads[Int(op.b)]
        guard let other = try loaded(try evaluate(Int(op.a)), isOptional: load.isOptional) else { return }
        try runRoot(of: other, load)
    }

    mutating func runImport(_ op: Op) throws(Fault) {
        let load = program.loads[Int(op.b)]
        guard let other = try loaded(try evaluate(Int(op.a)), isOptional: false) else { return }
        let attributes = own(PythonDict())
        let body = try collect { (machine) throws(Fault) in
            try machine.runRoot(of: other, load) { machine in
                for entry in machine.exported?.entries ?? [] {
                    guard case .string(let name) = entry.key, name.bytes.first != UInt8(ascii: "_"),
                        !machine.imported.contains(name)
                    else { continue }
                    attributes.set(name, entry.value)
                }
            }
        }
        var values: [PythonValue] = []
        if let names = load.names {
            for name in names {
                let missing = "the template '\(other.name)' does not export the requested name '\(name.text)'"
                values.append(attributes.value(of: name, hash: name.stableHash) ?? undefined(.hint(missing)))
            }
        } else {
            values.append(.object(own(ModuleObject(attributes, body))))
        }
        for (index, value) in values.enumerated() {
            try store(load.targets[index], value)
            guard load.isTopLevel else { continue }
            exported?.set(load.aliases[index], value)
            imported.insert(load.aliases[index])
        }
    }

    mutating func runExtends(_ op: Op) throws(Fault) {
        guard let other = try loaded(try evaluate(Int(op.a)), isOptional: false) else { return }
        if parent != nil { throw .value("extended multiple times") }
        var chains = self.chains ?? [:]
        for program in [program, other] {
            if program === self.program, self.chains != nil { continue }
            for (index, block) in program.blocks.enumerated() {
                chains[block.name, default: []].append(Home.BlockPlace(program: program, index: index))
            }
        }
        self.chains = chains
        parent = other
        passedOver = captures
    }

    /// The top level of another template, with the variables seen from here if the statement passes them on.
    private mutating func runRoot(
        of other: Program, _ load: Program.Load, then finish: (inout Interpreter) -> Void = { _ in }
    ) throws(Fault) {
        let variables = own(PythonDict())
        if let locals = load.locals {
            for entry in context.entries { variables.set(entry.key, hash: entry.hash, entry.value) }
            for entry in exported?.entries ?? [] { variables.set(entry.key, hash: entry.hash, entry.value) }
            for (name, hops, slot) in locals {
                let value = frame.out(hops)[slot]
                if case .missing = value { continue }
                variables.set(name, value)
            }
        }
        let saved = (imported, parent, passedOver)
        (imported, parent, passedOver) = ([], nil, -1)
        defer { (imported, parent, passedOver) = saved }
        let place = Home(program: other, context: variables, exported: own(PythonDict()), chains: nil)
        try at(place) { (machine) throws(Fault) in
            try machine.inNewFrame { (machine) throws(Fault) in
                try machine.runRoot()
                finish(&machine)
            }
        }
    }

    /// The template of a name, or of the first of several names that there is.
    private func loaded(_ value: PythonValue, isOptional: Bool) throws(Fault) -> Program? {
        var names: [PythonValue] = [value]
        if case .list(let list) = value { names = list.items }
        if case .tuple(let tuple) = value { names = tuple.items }
        if case .undefined(let undefined) = value { throw .undefined(undefined) }
        for name in names {
            guard case .string(let text) = name else { throw .type("a template is named by a string") }
            if let found = try program.loader?.program(named: text.text, program.options) { return found }
        }
        if isOptional { return nil }
        let wanted = names.compactMap { try? $0.str().text }.joined(separator: ", ")
        throw .value(
            program.loader == nil
                ? "'\(wanted)' cannot be loaded: this template has no others beside it"
                : "there is no template '\(wanted)'")
    }
}
