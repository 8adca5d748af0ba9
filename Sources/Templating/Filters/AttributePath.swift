/// The `attribute` argument of filters: `"a.b.0"` or an integer, each part looked up as an item first.
struct AttributePath {
    private let parts: [PythonValue]

    /// - Parameter value: a string, an integer or none.
    init(_ value: PythonValue?) {
        switch value {
        case nil, .some(.none): parts = []
        case .some(.string(let text)):
            parts = text.split(by: PythonString("."), limit: .max).map { part in
                if part.allScalars(UnicodeRules.isDigit), let number = Int(part.text) { return .int(number) }
                return .string(part)
            }
        case .some(let other): parts = [other]
        }
    }

    /// Several paths, separated by commas.
    static func several(_ value: PythonValue?) -> [AttributePath] {
        if case .string(let text)? = value {
            return text.split(by: PythonString(","), limit: .max).map { AttributePath(.string($0)) }
        }
        return [AttributePath(value)]
    }

    func value(
        of item: PythonValue, _ machine: inout Interpreter, default fallback: PythonValue? = nil
    ) throws(Fault) -> PythonValue {
        var result = item
        for part in parts {
            result = try machine.item(result, part)
            if result.isUndefined, let fallback { result = fallback }
        }
        return result
    }
}

extension PythonValue {
    /// A string in lower case, so that comparison ignores case; anything else as it is.
    func ignoringCase(_ isSensitive: Bool) -> PythonValue {
        if !isSensitive, case .string(let text) = self { return .string(text.lowercased()) }
        return self
    }
}
