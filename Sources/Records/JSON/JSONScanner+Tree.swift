extension JSONScanner {
    /// An array or object whose end has not been met.
    private struct Open {
        var isObject: Bool
        var values: [JSONValue] = []
        var object = JSONObject()
        /// Of the object's next value.
        var name = ""
    }

    /// Builds the value at the cursor, with the open brackets on a stack of its own.
    mutating func tree() throws(JSONFault) -> JSONValue {
        var stack: [Open] = []
        while true {
            let value: JSONValue
            switch here {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard stack.count < JSONNesting.limit else { throw JSONFault(.tooDeep, at: position) }
                guard let empty = try open(&stack) else { continue }
                value = empty
            case ByteScan.quote: value = .string(try string().string(in: bytes))
            default: value = try scalarValue()
            }
            if let finished = try close(&stack, with: value) { return finished }
        }
    }

    /// Passes an opening bracket.
    ///
    /// - Returns: the value if it is empty, or nil when the first value in it is due.
    private mutating func open(_ stack: inout [Open]) throws(JSONFault) -> JSONValue? {
        let isObject = here == UInt8(ascii: "{")
        position += 1
        skipWhitespace()
        if here == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            position += 1
            return isObject ? .object(JSONObject()) : .array([])
        }
        stack.append(Open(isObject: isObject))
        if isObject { stack[stack.count - 1].name = try name().string(in: bytes) }
        return nil
    }

    /// Puts a value into the innermost bracket and closes those that end there.
    ///
    /// - Returns: the outermost value when it is complete.
    private mutating func close(_ stack: inout [Open], with value: JSONValue) throws(JSONFault) -> JSONValue? {
        var value = value
        while !stack.isEmpty {
            let top = stack.count - 1
            let isObject = stack[top].isObject
            // In place, so that a long array is not copied for each of its values.
            if isObject { stack[top].object[stack[top].name] = value } else { stack[top].values.append(value) }
            skipWhitespace()
            let byte = here
            if byte == UInt8(ascii: ",") {
                position += 1
                skipWhitespace()
                if isObject { stack[top].name = try name().string(in: bytes) }
                return nil
            }
            guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw fault(.noComma) }
            position += 1
            let closed = stack.removeLast()
            value = isObject ? .object(closed.object) : .array(closed.values)
        }
        return value
    }

    private mutating func scalarValue() throws(JSONFault) -> JSONValue {
        let start = position
        switch try scalar() {
        case .true: return .bool(true)
        case .false: return .bool(false)
        case .null: return .null
        default:
            let digits = bytes.extracting(start..<position)
            return .number(
                JSONNumber(verbatim: digits.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }))
        }
    }
}
