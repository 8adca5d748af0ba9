/// Gives names their slots: the same name at the same level of the same function has one slot, as it is one variable
/// in the code the peer generates.
final class SlotTable {
    private struct Key: Hashable {
        var function: Int
        var space: Int
        var level: Int
        var name: PythonString
    }

    private var slots: [Key: Int] = [:]
    private(set) var counts: [Int] = []
    private(set) var parents: [Int?] = []

    /// A new function inside another, or on its own.
    func addFunction(inside parent: Int?) -> Int {
        counts.append(0)
        parents.append(parent)
        return counts.count - 1
    }

    func slot(function: Int, space: Int, level: Int, name: PythonString) -> Int {
        let key = Key(function: function, space: space, level: level, name: name)
        if let known = slots[key] { return known }
        slots[key] = counts[function]
        counts[function] += 1
        return counts[function] - 1
    }

    /// How many functions further out `owner` is from `function`.
    func hops(from function: Int, to owner: Int) -> Int {
        var hops = 0
        var at: Int? = function
        while let current = at, current != owner {
            hops += 1
            at = parents[current]
        }
        return hops
    }
}
