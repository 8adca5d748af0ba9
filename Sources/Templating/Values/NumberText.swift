/// What `int(text)` and `float(text)` accept.
enum NumberText {
    /// Nil if the text is not an integer in the base.
    /// - Throws: if it is one that does not fit.
    static func integer(_ text: PythonString, base: Int) throws(Fault) -> Int? {
        guard base == 0 || (2...36).contains(base) else { throw .value("int() base must be >= 2 and <= 36, or 0") }
        var digits = asciiDigits(text.stripped())
        var isNegative = false
        if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") {
            isNegative = digits.removeFirst() == UInt8(ascii: "-")
        }
        guard let radix = radix(&digits, base), let plain = withoutUnderscores(digits) else { return nil }
        let spelled = String(decoding: plain, as: UTF8.self)
        guard plain.allSatisfy({ digit($0).map { $0 < radix } ?? false }) else { return nil }
        guard let number = Int((isNegative ? "-" : "") + spelled, radix: radix) else {
            throw .limit("an integer does not fit in 64 bits")
        }
        return number
    }

    private static func digit(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: Int(byte) - 0x30
        case 0x41...0x5A: Int(byte) - 0x41 + 10
        case 0x61...0x7A: Int(byte) - 0x61 + 10
        default: nil
        }
    }

    private static func radix(_ digits: inout [UInt8], _ base: Int) -> Int? {
        let marks: [UInt8: Int] = [UInt8(ascii: "x"): 16, UInt8(ascii: "o"): 8, UInt8(ascii: "b"): 2]
        if digits.count > 2, digits[0] == 0x30, let named = marks[digits[1] | 0x20], base == 0 || base == named {
            digits.removeFirst(digits[2] == 0x5F ? 3 : 2)
            return named
        }
        if base == 0, digits.first == 0x30, digits.contains(where: { $0 != 0x30 && $0 != 0x5F }) { return nil }
        return base == 0 ? 10 : base
    }

    /// Single underscores may stand between digits.
    private static func withoutUnderscores(_ digits: [UInt8]) -> [UInt8]? {
        guard let first = digits.first, let last = digits.last, first != 0x5F, last != 0x5F else { return nil }
        for i in digits.indices.dropLast() where digits[i] == 0x5F && digits[i + 1] == 0x5F { return nil }
        return digits.filter { $0 != 0x5F }
    }

    /// Decimal digits of any script as ASCII; other characters as they are.
    private static func asciiDigits(_ text: PythonString) -> [UInt8] {
        if text.isASCII { return text.bytes }
        var bytes: [UInt8] = []
        for scalar in text.scalars {
            if UnicodeRules.isDecimal(scalar), let value = scalar.properties.numericValue {
                bytes.append(0x30 + UInt8(clamping: Int(value)))
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
        return bytes
    }

    static func float(_ text: PythonString) -> Double? {
        let bytes = asciiDigits(text.stripped())
        var body = bytes[...]
        if let sign = body.first, sign == 0x2B || sign == 0x2D { body = body.dropFirst() }
        let spelled = String(decoding: body, as: UTF8.self).lowercased()
        if ["inf", "infinity", "nan"].contains(spelled) {
            let value = spelled == "nan" ? Double.nan : .infinity
            return bytes.first == 0x2D ? -value : value
        }
        guard isDecimal(Array(body)) else { return nil }
        return Double(String(decoding: bytes.filter { $0 != 0x5F }, as: UTF8.self))
    }

    /// `digits [. digits] [e [sign] digits]`, one side of the point present.
    private static func isDecimal(_ bytes: [UInt8]) -> Bool {
        var at = 0
        func digits() -> Bool {
            let start = at
            while at < bytes.count {
                let isDigit = bytes[at] >= 0x30 && bytes[at] <= 0x39
                let joins =
                    bytes[at] == 0x5F && at > start && at + 1 < bytes.count && bytes[at - 1] != 0x5F
                    && bytes[at + 1] >= 0x30 && bytes[at + 1] <= 0x39
                if !isDigit, !joins { break }
                at += 1
            }
            return at > start
        }
        let whole = digits()
        var fraction = false
        if at < bytes.count, bytes[at] == 0x2E {
            at += 1
            fraction = digits()
        }
        guard whole || fraction else { return false }
        if at < bytes.count, bytes[at] | 0x20 == 0x65 {
            at += 1
            if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
            if !digits() { return false }
        }
        return at == bytes.count
    }
}
