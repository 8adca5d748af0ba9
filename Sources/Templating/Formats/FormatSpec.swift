/// How one value is laid out: the parts that `%` and `str.format` have in common.
struct FormatSpec {
    enum Sign { case minus, plus, space }

    var fill = PythonString(" ")
    var align: UInt8?
    var sign = Sign.minus
    var isAlternate = false
    var width = 0
    var grouping: UInt8?
    var precision: Int?
    var type: UInt8?

    private static let widest = 1 << 20

    /// - Throws: for a width or precision no template needs.
    mutating func check() throws(Fault) {
        if width > Self.widest || (precision ?? 0) > Self.widest { throw .limit("a format is too wide") }
    }

    /// Text filled up to the width; numbers keep their sign before `=` filling.
    func padded(_ text: PythonString, sign prefix: String = "", default side: UInt8) -> PythonString {
        let missing = width - text.count - prefix.utf8.count
        var result = PythonString(prefix)
        guard missing > 0 else {
            result.append(text)
            return result
        }
        func filling(_ count: Int) -> PythonString {
            var bytes: [UInt8] = []
            for _ in 0..<count { bytes += fill.bytes }
            return PythonString(bytes)
        }
        var left = 0
        switch align ?? side {
        case UInt8(ascii: "<"): left = 0
        case UInt8(ascii: "^"): left = missing / 2
        case UInt8(ascii: "="):
            result.append(filling(missing))
            result.append(text)
            return result
        default: left = missing
        }
        var whole = filling(left)
        whole.append(result)
        whole.append(text)
        whole.append(filling(missing - left))
        return whole
    }

    func signText(isNegative: Bool) -> String {
        if isNegative { return "-" }
        switch sign {
        case .minus: return ""
        case .plus: return "+"
        case .space: return " "
        }
    }

    /// Digits of an integer in the base of the type, with its mark if asked for.
    func digits(_ magnitude: UInt) -> (mark: String, digits: String) {
        switch type {
        case UInt8(ascii: "b"): (isAlternate ? "0b" : "", String(magnitude, radix: 2))
        case UInt8(ascii: "o"): (isAlternate ? "0o" : "", String(magnitude, radix: 8))
        case UInt8(ascii: "x"): (isAlternate ? "0x" : "", String(magnitude, radix: 16))
        case UInt8(ascii: "X"): (isAlternate ? "0X" : "", String(magnitude, radix: 16, uppercase: true))
        default: ("", String(magnitude))
        }
    }

    /// The magnitude of a float as `e`, `f`, `g` or `%` writes it.
    func floatDigits(_ magnitude: Double) -> String {
        let isUpper = type.map { $0 >= 0x41 && $0 <= 0x5A } ?? false
        if !magnitude.isFinite {
            let word = magnitude.isNaN ? "nan" : "inf"
            return (isUpper ? word.uppercased() : word) + (type == UInt8(ascii: "%") ? "%" : "")
        }
        let flag = isAlternate ? "#" : ""
        switch type.map({ $0 | 0x20 }) {
        case UInt8(ascii: "e"):
            return Arithmetic.formatted(magnitude, "%\(flag).*\(isUpper ? "E" : "e")", precision ?? 6)
        case UInt8(ascii: "g"):
            return Arithmetic.formatted(magnitude, "%\(flag).*\(isUpper ? "G" : "g")", precision ?? 6)
        default:
            if type == UInt8(ascii: "%") {
                return Arithmetic.formatted(magnitude * 100, "%\(flag).*f", precision ?? 6) + "%"
            }
            return Arithmetic.formatted(magnitude, "%\(flag).*f", precision ?? 6)
        }
    }
}
