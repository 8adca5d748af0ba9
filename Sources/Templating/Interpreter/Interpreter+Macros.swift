extension Interpreter {
    mutating func runMacro(_ op: Op) throws(Fault) {
        let macro = own(MacroObject(Int(op.b), program.macros[Int(op.b)].name, frame))
        try store(Int(op.a), .object(macro))
        if op.c >= 0, let exported {
            for (name, hops, slot) in program.exports[Int(op.c)] { exported.set(name, frame.out(hops)[slot]) }
        }
    }

    mutating func runCallBlock(_ op: Op) throws(Fault) {
        let caller = own(MacroObject(Int(op.b), nil, frame))
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
        guard let outer = macro.frame else { throw .type("the macro's template has ended") }
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
        let block = program.blocks[index]
        if block.isRequired { throw .value("required block '\(block.name.text)' not found") }
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
        try runBody(of: block)
    }

    /// A block's body in a frame of its own, printed where we are.
    private mutating func runBody(of block: Program.Block) throws(Fault) {
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
            frame[slot] = undefined(.hint("there is no parent block called '\(block.name.text)'"))
        }
        try enter(block.scope)
        _ = try run(block.body)
    }

    /// `self.name()`
    mutating func call(block index: Int) throws(Fault) -> PythonValue {
        let text = try collect { (machine) throws(Fault) in try machine.runBody(of: machine.program.blocks[index]) }
        return .string(escaping ? text.marked(true) : text)
    }
}
