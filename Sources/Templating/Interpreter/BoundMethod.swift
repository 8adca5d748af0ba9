/// A method with the value it was taken from, when a template names it without calling it.
final class BoundMethod: PythonObject {
    let method: Builtin
    private(set) var owner: PythonValue

    init(_ method: Builtin, of owner: PythonValue) {
        self.method = method
        self.owner = owner
    }

    override var typeName: String { "builtin_function_or_method" }
    override var brief: String { "<built-in method \(method.name) of \(owner.typeName) object>" }
    override func clear() { owner = .none }
}
