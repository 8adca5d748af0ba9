package final class PythonTuple: PythonObject {
    private(set) package var items: [PythonValue]
    /// Names of the items of a named tuple, as `groupby` makes them.
    let fields: [PythonString]

    package init(_ items: [PythonValue], fields: [PythonString] = []) {
        self.items = items
        self.fields = fields
    }

    override func clear() { items = [] }
}
