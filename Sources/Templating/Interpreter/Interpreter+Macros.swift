extension Interpreter {
    mutating func runMacro(_ op: Op) throws(Fault) {
        let macro = own(MacroObject(Int(op.b), program.macros[Int(op.b)].name, frame, home))
        try store(Int(op.a), .object(macro))
        if op.c >= 0, let exported {
            for (name, hops, slot) in program.exports[Int(op.c)] {
                exported.set(name, frame.out(hops)[slot])
                imported.remove(name)
            }
        }
    }

    mutating func runCallBlock(_ op: Op) throws(Fault) {
        let caller = own(MacroObject(Int(op.b), nil, frame, home))
        let call = program.ops[Int(op.a)]
        let value: PythonValue
        if call.code == .callMethod {
            let owner = try evaluate(Int(call.a))
            let callee = try attribute(owner, Int(call.b))
            value = try invoke(callee, withCaller(try arguments(Int(call.c)), caller))
        } else {
            let callee = try evaluate(Int(call.a))
            value = try invoke(callee, withCaller(try arguments(Int(call.b)), caller))
        }
        try write(string: value)
    }

    private func withCaller(_ arguments: Arguments, _ caller: MacroObject) -> Arguments {
        var all = arguments
        all.keywords.append((PythonString("caller"), .object(caller)))
        return all
    }

    /// Calls a macro: its parameters are bound, its body's output is its value.
    mutating func call(_ macro: MacroObject, _ arguments: Arguments) throws(Fault) -> PythonValue {
        guard let outer = macro.frame, let home = macro.home else { throw .type("the macro's template has ended") }
        return try at(home) { (machine) throws(Fault) in try machine.call(macro, arguments, in: outer) }
    }

    private mutating func call(
        _ macro: MacroObject, _ arguments: Arguments, in outer: Frame
    ) throws(Fault) -> PythonValue {
        let code = program.macros[macro.index]
        let inside = Frame(slots: program.slotCounts[code.function], outer: outer)
        try bind(code, arguments, inside)
        let text = try call(in: inside) { (machine) throws(Fault) in
            try machine.enter(code.scope)
            for (index, slot) in code.parameterSlots.enumerated() {
                guard case .missing = machine.frame[slot] else { continue }
                if let fallback = code.fallbacks[index] {
                    machine.frame[slot] = try machine.evaluate(fallback)
                } else {
                    let name = code.parameters[index].text
                    machine.frame[slot] = machine.undefined(.hint("parameter '\(name)' was not provided"))
                }
            }
            _ = try machine.run(code.body)
        }
        return .string(escaping ? text.marked(true) : text)
    }

    private mutating func bind(_ code: Program.Macro, _ arguments: Arguments, _ inside: Frame) throws(Fault) {
        var keywords = arguments.keywords
        func take(_ name: PythonString) -> PythonValue? {
            keywords.lastIndex { $0.name == name }.map { keywords.remove(at: $0).value }
        }
        for (index, slot) in code.parameterSlots.enumerated() {
            if index < arguments.count {
                inside[slot] = arguments.positional[index]
            } else if let value = take(code.parameters[index]) {
                inside[slot] = value
            }
        }
        if let slot = code.callerSlot {
            let caller = take(PythonString("caller"))
            if let caller, !caller.isNone {
                inside[slot] = caller
            } else {
                inside[slot] = undefined(.hint("no caller defined"))
            }
        }
        if let slot = code.keywordsSlot {
            let dict = own(PythonDict())
            for keyword in keywords { dict.set(keyword.name, keyword.value) }
            inside[slot] = .dict(dict)
        } else if let unexpected = keywords.first {
            throw .type("macro '\(code.name?.text ?? "caller")' takes no keyword argument '\(unexpected.name.text)'")
        }
        let rest = arguments.positional.dropFirst(code.parameters.count)
        if let slot = code.positionalSlot {
            inside[slot] = try tuple(Array(rest))
        } else if !rest.isEmpty {
            throw .type(
                "macro '\(code.name?.text ?? "caller")' takes not more than \(code.parameters.count) argument(s)")
        }
    }

    mutating func runBlock(_ index: Int) throws(Fault) {
        // A template that extends another shows its blocks only where the other has them.
        if parent != nil { return }
        let block = program.blocks[index]
        if block.isRequired, chains?[block.name]?.count ?? 1 <= 1 {
            throw .value("required block '\(block.name.text)' not found")
        }
        let outside = exported
        if let locals = block.locals {
            let merged = own(PythonDict())
            for entry in outside?.entries ?? [] { merged.set(entry.key, hash: entry.hash, entry.value) }
            for (name, hops, slot) in locals {
                let value = frame.out(hops)[slot]
                if case .missing = value { continue }
                merged.set(name, value)
            }
            exported = merged
        }
        defer { exported = outside }
        try runBody(of: block.name, depth: 0)
    }

    /// The bodies that a block of the current template may have, the one that counts first.
    private func bodies(of name: PythonString) -> [Home.BlockPlace] {
        if let chains { return chains[name] ?? [] }
        let index = program.blocks.firstIndex { $0.name == name }
        return index.map { [Home.BlockPlace(program: program, index: $0)] } ?? []
    }

    private mutating func runBody(of name: PythonString, depth: Int) throws(Fault) {
        let bodies = bodies(of: name)
        guard depth < bodies.count else { throw .value("there is no block '\(name.text)'") }
        var place = home
        place.program = bodies[depth].program
        let isLast = depth + 1 == bodies.count
        let block = place.program.blocks[bodies[depth].index]
        try at(place) { (machine) throws(Fault) in
            try machine.runBody(of: block, super: isLast ? nil : BlockFunction(name, depth: depth + 1))
        }
    }

    /// A block's body in a frame of its own, printed where we are.
    private mutating func runBody(of block: Program.Block, super next: BlockFunction?) throws(Fault) {
        let saved = frame
        frame = own(Frame(slots: program.slotCounts[block.function], outer: nil))
        calls += 1
        defer {
            frame = saved
            calls -= 1
        }
        if calls > limits.calls { throw .limit("blocks call each other too deeply") }
        if let slot = block.selfSlot { frame[slot] = .object(own(TemplateSelf())) }
        if let slot = block.superSlot {
            let missing = "there is no parent block called '\(block.name.text)'"
            frame[slot] = next.map { .object(own($0)) } ?? undefined(.hint(missing))
        }
        try enter(block.scope)
        _ = try run(block.body)
    }

    /// `self.name()` or `super()`
    mutating func call(_ block: BlockFunction) throws(Fault) -> PythonValue {
        let text = try collect { (machine) throws(Fault) in try machine.runBody(of: block.name, depth: block.depth) }
        return .string(escaping ? text.marked(true) : text)
    }
}
