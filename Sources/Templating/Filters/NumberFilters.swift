/// Filters on numbers.
enum NumberFilters {
    static let all: [Builtin] = [
        Builtin("abs", absolute), Builtin("round", ["precision", "method"], round),
        Builtin("int", ["default", "base"], integer), Builtin("float", ["default"], float),
        Builtin("filesizeformat", ["binary"], fileSize),
    ]

    private static func absolute(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        if case .float(let number) = value { return .float(Swift.abs(number)) }
        guard let number = value.integer else { throw .type("bad operand type for abs(): '\(value.typeName)'") }
        return number < 0 ? try Operators.negate(.int(number)) : .int(number)
    }

    private static func round(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let method = arguments[1] == nil ? PythonString("common") : try arguments.value(1).str()
        guard ["common", "ceil", "floor"].contains(where: { method == $0 }) else {
            throw .value("method must be common, ceil or floor")
        }
        if method == "common" { return try rounded(value, arguments) }
        let scale = try Arithmetic.apply(.power, .int(10), arguments[0] ?? .int(0))
        guard value.double != nil else { throw .type("must be real number, not \(value.typeName)") }
        let scaled = try Arithmetic.apply(.multiply, value, scale)
        var whole = scaled
        if case .float(let number) = scaled {
            whole = .int(try Arithmetic.truncated(number.rounded(method == "ceil" ? .up : .down)))
        }
        return try Arithmetic.apply(.divide, whole, scale)
    }

    private static func rounded(_ value: PythonValue, _ arguments: Arguments) throws(Fault) -> PythonValue {
        if arguments[0] != nil, arguments.unlessNone(0) == nil {
            if case .float(let number) = value {
                return .int(try Arithmetic.truncated(number.rounded(.toNearestOrEven)))
            }
        }
        let digits = arguments.unlessNone(0) == nil ? 0 : try arguments.integer(0, default: 0)
        if case .float(let number) = value { return .float(try Arithmetic.rounded(number, digits: digits)) }
        guard let number = value.integer else {
            throw .type("type \(value.typeName) doesn't define __round__ method")
        }
        guard digits < 0 else { return .int(number) }
        if digits < -18 { return .int(0) }
        var unit = 1
        for _ in 0..<(-digits) { unit *= 10 }
        var (quotient, remainder) = (number / unit, number % unit)
        if remainder < 0 {
            quotient -= 1
            remainder += unit
        }
        if remainder * 2 > unit || (remainder * 2 == unit && quotient % 2 != 0) { quotient += 1 }
        return try .int(Arithmetic.checked(quotient.multipliedReportingOverflow(by: unit)))
    }

    private static func integer(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let fallback = arguments[0] ?? .int(0)
        switch value {
        case .int, .bool: return .int(value.integer ?? 0)
        case .float(let number): return number.isNaN ? fallback : .int(try Arithmetic.truncated(number))
        case .undefined(let undefined): throw .undefined(undefined)
        case .string(let text):
            let base = (arguments[1] ?? .int(10)).integer
            if let base, let number = try NumberText.integer(text, base: base) { return .int(number) }
            guard let number = NumberText.float(text), number.isFinite else { return fallback }
            return .int(try Arithmetic.truncated(number))
        default: return fallback
        }
    }

    private static func float(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let fallback = arguments[0] ?? .float(0)
        switch value {
        case .undefined(let undefined): throw .undefined(undefined)
        case .string(let text): return NumberText.float(text).map { .float($0) } ?? fallback
        default: return value.double.map { .float($0) } ?? fallback
        }
    }

    private static func fileSize(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let isBinary = arguments[0]?.truth ?? false
        var number = value.double
        if case .string(let text) = value { number = NumberText.float(text) }
        guard let bytes = number else { throw .type("a file size must be a number") }
        if bytes == 1 { return .text("1 Byte") }
        let base = isBinary ? 1024.0 : 1000.0
        if bytes < base { return .text("\(try Arithmetic.truncated(bytes)) Bytes") }
        let letters = Array("kMGTPEZY")
        var unit = base
        for (index, letter) in letters.enumerated() {
            unit *= base
            if bytes < unit || index == letters.count - 1 {
                let prefix = isBinary ? String(letter).uppercased() + "iB" : String(letter) + "B"
                return .text(Arithmetic.fixed(base * bytes / unit, digits: 1) + " " + prefix)
            }
        }
        return .none
    }
}
