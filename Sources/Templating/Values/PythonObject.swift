/// Everything in a running template that is shared by reference. A render owns what it makes and lets go of it all at
/// once, `clear` by `clear`, so that neither a cycle nor a million nested lists hurts.
package class PythonObject {
    var typeName: String { "object" }
    var truth: Bool { true }

    /// What `repr` shows of an object without contents.
    var brief: String { "<" + typeName + " object>" }

    /// Drops every reference to other objects.
    func clear() {}
}
