/// `dict.keys()`, `.values()` or `.items()`: a window on the dict, not a copy.
final class PythonView: PythonObject {
    enum Kind { case keys, values, items }

    private(set) var dict: PythonDict
    let kind: Kind

    init(_ dict: PythonDict, _ kind: Kind) {
        self.dict = dict
        self.kind = kind
    }

    override var typeName: String {
        switch kind {
        case .keys: "dict_keys"
        case .values: "dict_values"
        case .items: "dict_items"
        }
    }

    override var truth: Bool { dict.count != 0 }

    override func clear() { dict = PythonDict() }

    func element(_ index: Int) -> PythonValue {
        let entry = dict.entries[index]
        return switch kind {
        case .keys: entry.key
        case .values: entry.value
        case .items: .tuple(PythonTuple([entry.key, entry.value]))
        }
    }

    func isEqual(to other: PythonView, depth: Int) throws(Fault) -> Bool {
        guard kind == other.kind, kind != .values, dict.count == other.dict.count else { return false }
        for entry in dict.entries {
            guard let found = other.dict.index(of: entry.key, hash: entry.hash) else { return false }
            let value = other.dict.entries[found].value
            if kind == .items, !(try entry.value.isEqual(to: value, depth: depth + 1)) { return false }
        }
        return true
    }
}
