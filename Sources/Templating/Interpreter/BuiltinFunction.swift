/// A function of the language as a value: `range`, `namespace` and the like.
final class BuiltinFunction: PythonObject {
    let index: Int

    init(_ index: Int) { self.index = index }

    override var typeName: String { "function" }
    override var brief: String { "<function \(Globals.table.entries[index].name)>" }
}
