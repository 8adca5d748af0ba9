/// Attributes, items and slices. As in the peer `a.b` looks for the attribute first and the item next, `a["b"]` the
/// other way round, and what neither finds is undefined.
extension Interpreter {
    mutating func attribute(_ owner: PythonValue, _ index: Int) throws(Fault) -> PythonValue {
        let name = program.names[index]
        switch owner {
        case .dict(let dict):
            if name.dictMethod < 0 {
                if let value = dict.value(of: name.text, hash: name.hash) { return value }
                return undefined(.attribute(of: owner.described, name.text))
            }
            return method(Methods.dict.entries[name.dictMethod], owner)
        case .undefined(let undefined):
            if undefined.policy == .chainable { return owner }
            throw .undefined(undefined)
        default:
            if let value = try member(owner, name.text) { return value }
            if case .object(let object) = owner, object is TemplateSelf, let block = block(named: name.text) {
                return block
            }
            return undefined(.attribute(of: owner.described, name.text))
        }
    }

    /// `getattr(owner, name)` for everything but a dict's items.
    mutating func member(_ owner: PythonValue, _ name: PythonString) throws(Fault) -> PythonValue? {
        let table: BuiltinTable
        switch owner {
        case .string: table = Methods.string
        case .list: table = Methods.list
        case .dict: table = Methods.dict
        case .tuple(let tuple):
            if let index = tuple.fields.firstIndex(of: name) { return tuple.items[index] }
            table = Methods.tuple
        case .float(let number):
            if let part = NumberMethods.part(.float(number), name) { return part }
            table = Methods.float
        case .int, .bool:
            if let part = NumberMethods.part(.int(owner.integer ?? 0), name) { return part }
            table = Methods.integer
        case .object(let object): return try member(object, name)
        case .undefined(let undefined):
            if undefined.policy == .chainable { return owner }
            throw .undefined(undefined)
        case .missing, .none: return nil
        }
        let found = table.index(of: name.text)
        return found < 0 ? nil : method(table.entries[found], owner)
    }

    private mutating func method(_ method: Builtin, _ owner: PythonValue) -> PythonValue {
        .object(own(BoundMethod(method, of: owner)))
    }

    private mutating func member(_ object: PythonObject, _ name: PythonString) throws(Fault) -> PythonValue? {
        if let module = object as? ModuleObject { return module.attributes.value(of: name, hash: name.stableHash) }
        if let next = object as? BlockFunction, name == "super" {
            let bodies = chains?[next.name]?.count ?? 1
            if next.depth + 1 < bodies { return .object(own(BlockFunction(next.name, depth: next.depth + 1))) }
            return undefined(.hint("there is no parent block called '\(next.name.text)'"))
        }
        if let space = object as? Namespace { return space.attributes.value(of: name, hash: name.stableHash) }
        if let loop = object as? LoopObject { return try loopMember(loop, name) }
        if let range = object as? PythonRange, let value = rangeMember(range, name) { return value }
        if let cycler = object as? Cycler, name == "current" { return cycler.current }
        if let macro = object as? MacroObject { return macroMember(macro, name) }
        guard let table = Methods.table(for: object) else { return nil }
        let found = table.index(of: name.text)
        return found < 0 ? nil : method(table.entries[found], .object(object))
    }

    private func rangeMember(_ range: PythonRange, _ name: PythonString) -> PythonValue? {
        switch name.text {
        case "start": .int(range.start)
        case "stop": .int(range.stop)
        case "step": .int(range.step)
        default: nil
        }
    }

    private mutating func macroMember(_ macro: MacroObject, _ name: PythonString) -> PythonValue? {
        guard let code = macro.home?.program.macros[macro.index] else { return nil }
        switch name.text {
        case "name": return code.name.map { .string($0) } ?? PythonValue.none
        case "arguments": return .tuple(own(PythonTuple(code.parameters.map { .string($0) })))
        case "caller": return .bool(code.usesCaller)
        case "catch_kwargs": return .bool(code.keywordsSlot != nil)
        case "catch_varargs": return .bool(code.positionalSlot != nil)
        default: return nil
        }
    }

    private mutating func loopMember(_ loop: LoopObject, _ name: PythonString) throws(Fault) -> PythonValue? {
        switch name.text {
        case "index": return .int(loop.index0 + 1)
        case "index0": return .int(loop.index0)
        case "first": return .bool(loop.index0 == 0)
        case "last": return .bool(try peek(loop) == nil)
        case "length": return .int(try length(loop))
        case "revindex": return .int(try length(loop) - loop.index0)
        case "revindex0": return .int(try length(loop) - loop.index0 - 1)
        case "depth": return .int(loop.depth0 + 1)
        case "depth0": return .int(loop.depth0)
        case "previtem": return loop.index0 == 0 ? undefined(.hint("there is no previous item")) : loop.previous
        case "nextitem": return try peek(loop) ?? undefined(.hint("there is no next item"))
        default:
            let found = Methods.loop.index(of: name.text)
            return found < 0 ? nil : method(Methods.loop.entries[found], .object(loop))
        }
    }

    private mutating func block(named name: PythonString) -> PythonValue? {
        let isThere = chains.map { $0[name] != nil } ?? program.blocks.contains { $0.name == name }
        return isThere ? .object(own(BlockFunction(name))) : nil
    }

    /// `owner["name"]`
    mutating func key(_ owner: PythonValue, _ index: Int) throws(Fault) -> PythonValue {
        if case .dict(let dict) = owner {
            let name = program.names[index]
            if let value = dict.value(of: name.text, hash: name.hash) { return value }
        }
        return try item(owner, .string(program.names[index].text))
    }

    /// `owner[key]`, and where there is no such item the attribute, and else undefined.
    mutating func item(_ owner: PythonValue, _ key: PythonValue) throws(Fault) -> PythonValue {
        if let value = try subscripted(owner, key) { return value }
        if case .string(let name) = key, let value = try member(owner, name) { return value }
        if case .string(let name) = key { return undefined(.attribute(of: owner.described, name)) }
        return undefined(.element(of: owner.described, (try? key.repr().text) ?? key.typeName))
    }

    /// `owner[key]`; nil where Python raises a lookup or type error.
    private mutating func subscripted(_ owner: PythonValue, _ key: PythonValue) throws(Fault) -> PythonValue? {
        switch owner {
        case .dict(let dict):
            guard let hash = try? key.keyHash(), let found = dict.index(of: key, hash: hash) else { return nil }
            return dict.entries[found].value
        case .list(let list): return Slicing.position(key, count: list.items.count).map { list.items[$0] }
        case .tuple(let tuple): return Slicing.position(key, count: tuple.items.count).map { tuple.items[$0] }
        case .string(let text):
            guard let position = Slicing.position(key, count: text.count) else { return nil }
            let start = text.offset(ofPoint: position)
            return .string(text.slice(start..<start + text.bytes.span.codePointLength(at: start)))
        case .undefined(let undefined):
            if undefined.policy == .chainable { return owner }
            throw .undefined(undefined)
        case .object(let object):
            if let range = object as? PythonRange {
                return Slicing.position(key, count: range.count).map { .int(range[$0]) }
            }
            if object is TemplateSelf, case .string(let name) = key { return block(named: name) }
            return nil
        case .missing, .none, .bool, .int, .float: return nil
        }
    }

    mutating func slice(_ op: Op) throws(Fault) -> PythonValue {
        let owner = try evaluate(Int(op.a))
        var bounds: [PythonValue] = []
        for i in 0..<3 {
            let index = program.children[Int(op.b) + i]
            bounds.append(index < 0 ? .none : try evaluate(Int(index)))
        }
        return try Slicing.slice(&self, owner, bounds[0], bounds[1], bounds[2])
    }
}
