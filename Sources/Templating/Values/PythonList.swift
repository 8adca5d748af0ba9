package final class PythonList: PythonObject {
    package var items: [PythonValue]

    package init(_ items: [PythonValue]) { self.items = items }

    override func clear() { items = [] }
}
