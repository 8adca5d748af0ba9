/// Statements that use other templates.
extension Compiler {
    mutating func include(
        _ template: Expression, isOptional: Bool, hasContext: Bool, _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        loads.append(Program.Load(isOptional: isOptional, locals: hasContext ? locals(of: scope) : nil))
        return add(.include, try compile(template, scope), loads.count - 1, line: line)
    }

    /// - Parameter names: what is imported under which name; nil for the module itself under `alias`.
    mutating func importing(
        _ template: Expression, _ names: [(name: PythonString, alias: PythonString)]?, alias: PythonString?,
        hasContext: Bool, _ scope: Scope, _ line: Int32
    ) throws(Fault) -> Int {
        var load = Program.Load(isOptional: false, locals: hasContext ? locals(of: scope) : nil)
        load.names = names?.map(\.name)
        for alias in names?.map(\.alias) ?? [alias ?? .empty] {
            load.targets.append(target(Expression(kind: .name(alias), line: line, depth: 1), scope))
            load.aliases.append(alias)
        }
        load.isTopLevel = scope.isTopLevel
        loads.append(load)
        return add(.importTemplate, try compile(template, scope), loads.count - 1, line: line)
    }

    mutating func extends(_ template: Expression, _ scope: Scope, _ line: Int32) throws(Fault) -> Int {
        guard scope.isTopLevel else {
            throw Fault(.syntax, "cannot use extend from a non top-level scope", line: line)
        }
        return add(.extends, try compile(template, scope), line: line)
    }

    /// The names that are assigned here or further out.
    func locals(of scope: Scope) -> [(name: PythonString, hops: Int, slot: Int)] {
        scope.symbols.visibleStores.map { name, reference in
            (name, slots.hops(from: scope.function, to: reference.function), reference.slot)
        }
    }
}
