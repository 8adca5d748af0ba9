/// `joiner(…)`: nothing the first time it is called, the separator from then on.
final class Joiner: PythonObject {
    private(set) var separator: PythonValue
    var isUsed = false

    init(_ separator: PythonValue) { self.separator = separator }

    override var typeName: String { "Joiner" }
    override func clear() { separator = .none }
}
