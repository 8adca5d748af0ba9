extension PythonValue {
    /// Python's `==`. Values of different kinds are unequal, numbers compare by value.
    func isEqual(to other: PythonValue, depth: Int = 0) throws(Fault) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): return left == right
        case (.int(let left), .int(let right)): return left == right
        case (.none, .none): return true
        case (.undefined(let left), .undefined(let right)):
            try left.requireLenient()
            try right.requireLenient()
            return true
        case (.undefined(let value), _), (_, .undefined(let value)):
            try value.requireLenient()
            return false
        case (.list(let left), .list(let right)):
            return left === right ? true : try Self.areEqual(left.items, right.items, depth)
        case (.tuple(let left), .tuple(let right)):
            return left === right ? true : try Self.areEqual(left.items, right.items, depth)
        case (.dict(let left), .dict(let right)): return left === right ? true : try Self.areEqual(left, right, depth)
        case (.object(let left), .object(let right)): return try Self.areSame(left, right, depth)
        default: return Self.areEqualNumbers(self, other)
        }
    }

    private static func areEqualNumbers(_ left: PythonValue, _ right: PythonValue) -> Bool {
        if let a = left.integer, let b = right.integer { return a == b }
        if case .float(let a) = left, case .float(let b) = right { return a == b }
        if case .float(let a) = left, let b = right.integer { return Int(exactly: a) == b }
        if case .float(let b) = right, let a = left.integer { return Int(exactly: b) == a }
        return false
    }

    private static func areSame(_ left: PythonObject, _ right: PythonObject, _ depth: Int) throws(Fault) -> Bool {
        if left === right { return true }
        if let a = left as? PythonRange, let b = right as? PythonRange { return a.isEqual(to: b) }
        if let a = left as? PythonView, let b = right as? PythonView { return try a.isEqual(to: b, depth: depth) }
        return false
    }

    private static func areEqual(_ left: [PythonValue], _ right: [PythonValue], _ depth: Int) throws(Fault) -> Bool {
        if depth > Limits.valueDepth { throw .limit("values are nested too deeply to compare") }
        guard left.count == right.count else { return false }
        for (a, b) in zip(left, right) where !(try a.isSame(as: b, depth: depth + 1)) {
            return false
        }
        return true
    }

    private static func areEqual(_ left: PythonDict, _ right: PythonDict, _ depth: Int) throws(Fault) -> Bool {
        if depth > Limits.valueDepth { throw .limit("values are nested too deeply to compare") }
        guard left.count == right.count else { return false }
        for entry in left.entries {
            guard let found = right.index(of: entry.key, hash: entry.hash) else { return false }
            let other = right.entries[found].value
            if !(try entry.value.isSame(as: other, depth: depth + 1)) { return false }
        }
        return true
    }

    /// Python's `is`, as far as it can be told: the same object, or the same small value.
    func isIdentical(to other: PythonValue) -> Bool {
        switch (self, other) {
        case (.none, .none): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.float(let left), .float(let right)): left.bitPattern == right.bitPattern && !left.isNaN
        case (.string(let left), .string(let right)): left == right && left.isMarkup == right.isMarkup
        case (.list(let left), .list(let right)): left === right
        case (.tuple(let left), .tuple(let right)): left === right
        case (.dict(let left), .dict(let right)): left === right
        case (.object(let left), .object(let right)): left === right
        case (.undefined(let left), .undefined(let right)): left === right
        default: false
        }
    }

    /// How containers compare what they hold: identical or equal.
    func isSame(as other: PythonValue, depth: Int = 0) throws(Fault) -> Bool {
        isIdentical(to: other) ? true : try isEqual(to: other, depth: depth)
    }

    /// Python's `<`.
    func isLess(than other: PythonValue, _ symbol: String = "<", depth: Int = 0) throws(Fault) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): return left.bytes.lexicographicallyPrecedes(right.bytes)
        case (.undefined(let value), _), (_, .undefined(let value)): throw .undefined(value)
        case (.list(let left), .list(let right)):
            return try Self.isLess(left.items, right.items, symbol, depth)
        case (.tuple(let left), .tuple(let right)):
            return try Self.isLess(left.items, right.items, symbol, depth)
        default: break
        }
        if let a = integer, let b = other.integer { return a < b }
        guard let a = double, let b = other.double else {
            throw .type("'\(symbol)' not supported between instances of '\(typeName)' and '\(other.typeName)'")
        }
        return a < b
    }

    private static func isLess(
        _ left: [PythonValue], _ right: [PythonValue], _ symbol: String, _ depth: Int
    ) throws(Fault) -> Bool {
        if depth > Limits.valueDepth { throw .limit("values are nested too deeply to compare") }
        for (a, b) in zip(left, right) where !(try a.isSame(as: b, depth: depth + 1)) {
            return try a.isLess(than: b, symbol, depth: depth + 1)
        }
        return left.count < right.count
    }
}
