/// Methods of numbers that templates have a use for.
enum NumberMethods {
    static let float = [Builtin("is_integer", isInteger)]
    static let integer = [Builtin("bit_length", bitLength), Builtin("bit_count", bitCount)]

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
