/// `namespace(…)`: attributes that keep their values out of a loop.
final class Namespace: PythonObject {
    let attributes = PythonDict()

    override var typeName: String { "Namespace" }
    override func clear() { attributes.removeAll() }
}
