/// The arguments of a call. Once bound to a signature they are all positional.
struct Arguments {
    var positional: [PythonValue] = []
    var keywords: [(name: PythonString, value: PythonValue)] = []

    static var none: Arguments { Arguments() }

    var count: Int { positional.count }

    /// An argument, or nil if it was not given.
    subscript(index: Int) -> PythonValue? {
        guard index < positional.count else { return nil }
        if case .missing = positional[index] { return nil }
        return positional[index]
    }

    /// An argument that must be there.
    func value(_ index: Int) throws(Fault) -> PythonValue {
        guard let value = self[index] else { throw .type("missing argument \(index + 1)") }
        return value
    }

    /// An argument, nil also if `None` was given.
    func unlessNone(_ index: Int) -> PythonValue? {
        guard let value = self[index] else { return nil }
        if case .none = value { return nil }
        return value
    }

    func integer(_ index: Int, default fallback: Int) throws(Fault) -> Int {
        guard let value = self[index] else { return fallback }
        guard let number = value.integer else {
            throw .type("'\(value.typeName)' object cannot be interpreted as an integer")
        }
        return number
    }

    /// A string, which must be one.
    func string(_ index: Int) throws(Fault) -> PythonString {
        guard case .string(let text) = try value(index) else {
            throw .type("expected str, not \((try value(index)).typeName)")
        }
        return text
    }
}
