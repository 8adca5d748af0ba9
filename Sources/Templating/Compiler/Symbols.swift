/// Where a name of one scope is kept: a slot of the function the scope belongs to.
struct Reference: Hashable {
    var function: Int
    var slot: Int
}

/// How a slot is filled when its scope is entered.
enum Fill {
    /// The scope itself assigns it before the body runs.
    case parameter
    /// Looked up in the context.
    case resolve(PythonString)
    /// Copied from the enclosing scope.
    case copy(Reference)
    /// Left without a value.
    case missing
}

/// The names of one scope. Jinja2 decides from the order in which a scope reads and assigns its names where each comes
/// from; templates see the difference, so the same decisions are made here.
final class Symbols {
    let parent: Symbols?
    let level: Int
    let function: Int
    /// Keeps the names of a loop's test apart from those of its body.
    let space: Int
    private let slots: SlotTable
    private var references: [PythonString: Reference] = [:]
    private(set) var fills: [Reference: Fill] = [:]
    private(set) var stores: Set<PythonString> = []

    init(parent: Symbols?, level: Int, function: Int, space: Int, slots: SlotTable) {
        self.parent = parent
        self.level = level
        self.function = function
        self.space = space
        self.slots = slots
    }

    private func copy() -> Symbols {
        let copy = Symbols(parent: parent, level: level, function: function, space: space, slots: slots)
        copy.references = references
        copy.fills = fills
        copy.stores = stores
        return copy
    }

    func find(_ name: PythonString) -> Reference? { references[name] ?? parent?.find(name) }

    @discardableResult
    private func define(_ name: PythonString, _ fill: Fill) -> Reference {
        let slot = slots.slot(function: function, space: space, level: level, name: name)
        let reference = Reference(function: function, slot: slot)
        references[name] = reference
        fills[reference] = fill
        return reference
    }

    func store(_ name: PythonString) {
        stores.insert(name)
        if references[name] != nil { return }
        if let outer = parent?.find(name) {
            define(name, .copy(outer))
        } else {
            define(name, .missing)
        }
    }

    @discardableResult
    func declareParameter(_ name: PythonString) -> Reference {
        stores.insert(name)
        return define(name, .parameter)
    }

    func load(_ name: PythonString) {
        if find(name) == nil { define(name, .resolve(name)) }
    }

    /// The slot of a name, resolved from the context if no scope knows it.
    func reference(_ name: PythonString) -> Reference { find(name) ?? define(name, .resolve(name)) }

    /// Analyses alternatives, each as if it alone ran, then joins what they assign.
    func branches(_ bodies: [(Symbols) -> Void]) {
        let copies = bodies.map { body in
            let branch = copy()
            body(branch)
            return branch
        }
        var added: Set<PythonString> = []
        for branch in copies { added.formUnion(branch.stores) }
        added.subtract(stores)
        for branch in copies {
            references.merge(branch.references) { $1 }
            fills.merge(branch.fills) { $1 }
            stores.formUnion(branch.stores)
        }
        for name in added {
            guard let target = find(name) else { continue }
            if let outer = parent?.find(name) {
                fills[target] = .copy(outer)
            } else {
                fills[target] = .resolve(name)
            }
        }
    }

    /// Every name assigned here or further out, with its innermost slot.
    var visibleStores: [(PythonString, Reference)] {
        var found: [PythonString: Reference] = [:]
        var scope: Symbols? = self
        while let current = scope {
            for name in current.stores where found[name] == nil { found[name] = find(name) }
            scope = current.parent
        }
        return found.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }.map { ($0.key, $0.value) }
    }
}
