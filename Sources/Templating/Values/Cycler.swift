/// `cycler(…)`: its items in turn.
final class Cycler: PythonObject {
    private(set) var items: [PythonValue]
    var position = 0

    /// - Parameter items: at least one.
    init(_ items: [PythonValue]) { self.items = items }

    override var typeName: String { "Cycler" }
    override func clear() { items = [] }

    var current: PythonValue { position < items.count ? items[position] : .none }

    func next() -> PythonValue {
        defer { position = (position + 1) % max(1, items.count) }
        return current
    }
}
