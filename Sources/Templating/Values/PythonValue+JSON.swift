package import Records

extension PythonValue {
    /// A JSON value as Python's `json` module reads it.
    /// - Throws: if an integer does not fit in 64 bits, which templates would print exactly.
    package init(_ json: JSONValue) throws(DataError) {
        switch json {
        case .null: self = .none
        case .bool(let flag): self = .bool(flag)
        case .string(let text): self = .text(text)
        case .number(let number): self = try Self.number(number)
        case .array(let values):
            var items: [PythonValue] = []
            items.reserveCapacity(values.count)
            for value in values { items.append(try PythonValue(value)) }
            self = .list(PythonList(items))
        case .object(let object): self = .dict(try PythonDict(object))
        }
    }

    private static func number(_ number: JSONNumber) throws(DataError) -> PythonValue {
        if let int = number.int { return .int(int) }
        guard number.text.utf8.contains(where: { $0 == 0x2E || $0 | 0x20 == 0x65 }) else {
            throw DataError("the integer \(number.text) does not fit in 64 bits")
        }
        return .float(number.double)
    }
}

extension PythonDict {
    /// The members of a JSON object.
    package convenience init(_ object: JSONObject) throws(DataError) {
        self.init()
        reserve(object.count)
        for member in object.members { set(member.name, try PythonValue(member.value)) }
    }
}
