#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Python's arithmetic on numbers. Integers beyond 64 bits are an error.
enum Arithmetic {
    static func checked(_ result: (partialValue: Int, overflow: Bool)) throws(Fault) -> Int {
        if result.overflow { throw .limit("an integer does not fit in 64 bits") }
        return result.partialValue
    }

    /// Both operands are numbers.
    static func apply(_ code: Op.Code, _ left: PythonValue, _ right: PythonValue) throws(Fault) -> PythonValue {
        if let a = left.integer, let b = right.integer { return try integers(code, a, b) }
        return try .float(floats(code, left.double ?? 0, right.double ?? 0))
    }

    private static func integers(_ code: Op.Code, _ a: Int, _ b: Int) throws(Fault) -> PythonValue {
        switch code {
        case .add: return try .int(checked(a.addingReportingOverflow(b)))
        case .subtract: return try .int(checked(a.subtractingReportingOverflow(b)))
        case .multiply: return try .int(checked(a.multipliedReportingOverflow(by: b)))
        case .divide:
            if b == 0 { throw .value("division by zero") }
            return .float(Double(a) / Double(b))
        case .floorDivide:
            let (quotient, remainder) = try divided(a, b)
            return .int(remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient)
        case .modulo:
            if b == -1 { return .int(0) }
            let (_, remainder) = try divided(a, b)
            return .int(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
        default: return try power(a, b)
        }
    }

    private static func divided(_ a: Int, _ b: Int) throws(Fault) -> (Int, Int) {
        if b == 0 { throw .value("integer division or modulo by zero") }
        if b == -1 { return (try checked(Int(0).subtractingReportingOverflow(a)), 0) }
        return (a / b, a % b)
    }

    private static func power(_ base: Int, _ exponent: Int) throws(Fault) -> PythonValue {
        if exponent < 0 { return try .float(power(Double(base), Double(exponent))) }
        if base == 0 || base == 1 { return .int(exponent == 0 ? 1 : base) }
        if base == -1 { return .int(exponent % 2 == 0 ? 1 : -1) }
        if exponent > 64 { throw .limit("an integer does not fit in 64 bits") }
        var result = 1
        for _ in 0..<exponent { result = try checked(result.multipliedReportingOverflow(by: base)) }
        return .int(result)
    }

    private static func power(_ base: Double, _ exponent: Double) throws(Fault) -> Double {
        if base == 0, exponent < 0 { throw .value("0.0 cannot be raised to a negative power") }
        if base < 0, base.isFinite, exponent.isFinite, exponent != exponent.rounded() {
            throw .value("a negative number to a fractional power is not a real number")
        }
        let result = pow(base, exponent)
        if result.isInfinite, base.isFinite, exponent.isFinite { throw .value("numerical result out of range") }
        return result
    }

    private static func floats(_ code: Op.Code, _ a: Double, _ b: Double) throws(Fault) -> Double {
        switch code {
        case .add: return a + b
        case .subtract: return a - b
        case .multiply: return a * b
        case .divide:
            if b == 0 { throw .value("float division by zero") }
            return a / b
        case .floorDivide: return try floored(a, b).quotient
        case .modulo: return try floored(a, b).remainder
        default: return try power(a, b)
        }
    }

    /// Quotient rounded down, and the remainder with the divisor's sign.
    private static func floored(_ a: Double, _ b: Double) throws(Fault) -> (quotient: Double, remainder: Double) {
        if b == 0 { throw .value("float floor division or modulo by zero") }
        var remainder = fmod(a, b)
        var quotient = (a - remainder) / b
        if remainder == 0 {
            remainder = Double(signOf: b, magnitudeOf: 0)
        } else if (b < 0) != (remainder < 0) {
            remainder += b
            quotient -= 1
        }
        if quotient == 0 { return (Double(signOf: a / b, magnitudeOf: 0), remainder) }
        let floor = quotient.rounded(.down)
        return (quotient - floor > 0.5 ? floor + 1 : floor, remainder)
    }

    /// Python's `round(value, digits)` for a float: correctly rounded in decimal, ties to even.
    static func rounded(_ value: Double, digits: Int) throws(Fault) -> Double {
        guard value.isFinite, value != 0 else { return value }
        if digits > 323 { return value }
        if digits < -308 { return Double(signOf: value, magnitudeOf: 0) }
        if digits >= 0 { return Double(fixed(value, digits: digits)) ?? value }
        let scale = pow(10, Double(-digits))
        let result = (value / scale).rounded(.toNearestOrEven) * scale
        if result.isInfinite { throw .value("rounded value too large to represent") }
        return result
    }

    /// A number with a fixed count of digits after the point, correctly rounded.
    static func fixed(_ value: Double, digits: Int) -> String { formatted(value, "%.*f", digits) }

    /// C's `printf` of one number with one precision.
    static func formatted(_ value: Double, _ format: String, _ precision: Int) -> String {
        withVaList([Int32(clamping: precision), value]) { list in
            var buffer = [CChar](repeating: 0, count: 512 + max(0, precision))
            let length = vsnprintf(&buffer, buffer.count, format, list)
            let bytes = buffer.prefix(max(0, min(Int(length), buffer.count - 1))).map { UInt8(bitPattern: $0) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// A float as an integer, towards zero.
    static func truncated(_ value: Double) throws(Fault) -> Int {
        if value.isNaN { throw .value("cannot convert float NaN to integer") }
        guard let number = Int(exactly: value.rounded(.towardZero)) else {
            throw .limit(
                value.isInfinite ? "cannot convert float infinity to integer" : "an integer does not fit in 64 bits")
        }
        return number
    }
}
