/// Methods of numbers that templates have a use for.
enum NumberMethods {
    static let float = [Builtin("is_integer", isInteger), Builtin("conjugate", conjugate)]
    static let integer = [
        Builtin("bit_length", bitLength), Builtin("bit_count", bitCount), Builtin("conjugate", conjugate),
    ]

    /// An attribute of a number, as complex numbers and fractions have them.
    static func part(_ number: PythonValue, _ name: PythonString) -> PythonValue? {
        switch (name.text, number) {
        case ("real", _), ("numerator", .int): number
        case ("imag", .float): .float(0)
        case ("imag", _): .int(0)
        case ("denominator", .int): .int(1)
        default: nil
        }
    }

    private static func conjugate(
        _ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        value.integer.map { .int($0) } ?? value
    }

    private static func isInteger(
        _ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        guard case .float(let number) = value else { return .bool(true) }
        return .bool(number.isFinite && number.rounded(.towardZero) == number)
    }

    private static func bitLength(
        _ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        .int(Int.bitWidth - (value.integer ?? 0).magnitude.leadingZeroBitCount)
    }

    private static func bitCount(
        _ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        .int((value.integer ?? 0).magnitude.nonzeroBitCount)
    }
}
