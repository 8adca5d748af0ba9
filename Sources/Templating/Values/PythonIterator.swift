/// A Python generator or iterator: gives each element once. The elements are worked out when it is made; a failure on
/// the way is kept and thrown when its turn comes, as a lazy generator would.
final class PythonIterator: PythonObject {
    private var items: [PythonValue]
    private var position = 0
    private let fault: Fault?
    private let kind: String

    init(_ items: [PythonValue], fault: Fault? = nil, kind: String = "generator") {
        self.items = items
        self.fault = fault
        self.kind = kind
    }

    override var typeName: String { kind }

    override func clear() { items = [] }

    func next() throws(Fault) -> PythonValue? {
        if position < items.count {
            position += 1
            return items[position - 1]
        }
        if let fault { throw fault }
        return nil
    }
}
