/// What follows the colon in a field of `str.format`, and values laid out by it.
enum BraceSpec {
    static func format(_ value: PythonValue, _ bytes: [UInt8]) throws(Fault) -> PythonString {
        if bytes.isEmpty { return try value.str() }
        let spec = try parse(bytes)
        switch value {
        case .string(let text): return try formatted(text, spec)
        case .int, .bool:
            if let type = spec.type, Array("eEfFgG%".utf8).contains(type) { return try float(value.double ?? 0, spec) }
            return try integer(value.integer ?? 0, spec)
        case .float(let number): return try float(number, spec)
        default: throw .type("unsupported format string passed to \(value.typeName).__format__")
        }
    }

    private static func parse(_ bytes: [UInt8]) throws(Fault) -> FormatSpec {
        var spec = FormatSpec()
        var at = 0
        let aligns = Array("<>=^".utf8)
        let first = bytes.span.codePointLength(at: 0)
        if first < bytes.count, aligns.contains(bytes[first]) {
            spec.fill = PythonString(bytes[0..<first])
            spec.align = bytes[first]
            at = first + 1
        } else if aligns.contains(bytes[0]) {
            spec.align = bytes[0]
            at = 1
        }
        func next(_ mark: Character) -> Bool {
            guard at < bytes.count, bytes[at] == mark.asciiValue else { return false }
            at += 1
            return true
        }
        if next("+") { spec.sign = .plus } else if next(" ") { spec.sign = .space } else { _ = next("-") }
        if next("#") { spec.isAlternate = true }
        if next("0"), spec.align == nil {
            spec.fill = PythonString("0")
            spec.align = UInt8(ascii: "=")
        }
        func number() throws(Fault) -> Int? {
            var number: Int?
            while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
                number = (number ?? 0) * 10 + Int(bytes[at] - 0x30)
                if (number ?? 0) > 1 << 24 { throw .limit("a format is too wide") }
                at += 1
            }
            return number
        }
        spec.width = try number() ?? 0
        if next(",") { spec.grouping = UInt8(ascii: ",") } else if next("_") { spec.grouping = UInt8(ascii: "_") }
        if next(".") {
            guard let precision = try number() else { throw .value("Format specifier missing precision") }
            spec.precision = precision
        }
        if at < bytes.count {
            spec.type = bytes[at]
            at += 1
        }
        if at < bytes.count { throw .value("Invalid format specifier") }
        try spec.check()
        return spec
    }

    private static func formatted(_ text: PythonString, _ spec: FormatSpec) throws(Fault) -> PythonString {
        guard spec.type == nil || spec.type == UInt8(ascii: "s") else {
            throw .value("Unknown format code for object of type 'str'")
        }
        if spec.sign != .minus { throw .value("Sign not allowed in string format specifier") }
        if spec.grouping != nil { throw .value("Cannot specify ',' with 's'.") }
        var spec = spec
        if spec.align == UInt8(ascii: "=") {
            if spec.fill == PythonString("0") {
                spec.align = UInt8(ascii: "<")
            } else {
                throw .value("'=' alignment not allowed in string format specifier")
            }
        }
        var text = text
        if let precision = spec.precision, precision < text.count {
            text = text.slice(0..<text.offset(ofPoint: precision))
        }
        return spec.padded(text, default: UInt8(ascii: "<"))
    }

    private static func integer(_ number: Int, _ spec: FormatSpec) throws(Fault) -> PythonString {
        if spec.precision != nil { throw .value("Precision not allowed in integer format specifier") }
        if let type = spec.type, !Array("bcdoxXn".utf8).contains(type) {
            throw .value("Unknown format code for object of type 'int'")
        }
        if spec.type == UInt8(ascii: "c") {
            guard let code = UInt32(exactly: number), code <= 0x10FFFF else {
                throw .value("%c arg not in range(0x110000)")
            }
            var bytes: [UInt8] = []
            bytes.append(codePoint: code)
            return spec.padded(PythonString(bytes), default: UInt8(ascii: "<"))
        }
        let (mark, digits) = spec.digits(number.magnitude)
        let size = spec.type.map { Array("boxX".utf8).contains($0) } ?? false ? 4 : 3
        let sign = spec.signText(isNegative: number < 0) + mark
        return spec.padded(
            PythonString(grouped(digits, spec, size, sign)), sign: sign, default: UInt8(ascii: ">"))
    }

    /// Digits with separators; zero filling is grouped too.
    private static func grouped(_ digits: String, _ spec: FormatSpec, _ size: Int, _ sign: String) -> String {
        guard let mark = spec.grouping else { return digits }
        var whole = Array(digits.utf8)
        var tail: [UInt8] = []
        if let end = whole.firstIndex(where: { $0 == 0x2E || $0 == 0x65 || $0 == 0x45 || $0 == 0x25 }), size == 3 {
            tail = Array(whole[end...])
            whole = Array(whole[..<end])
        }
        func joined() -> [UInt8] {
            var result: [UInt8] = []
            for (index, byte) in whole.enumerated() {
                if index > 0, (whole.count - index) % size == 0 { result.append(mark) }
                result.append(byte)
            }
            return result
        }
        var result = joined()
        if spec.fill == PythonString("0"), spec.align == UInt8(ascii: "=") {
            while result.count + tail.count + sign.utf8.count < spec.width {
                whole.insert(0x30, at: 0)
                result = joined()
            }
        }
        return String(decoding: result + tail, as: UTF8.self)
    }

    private static func float(_ number: Double, _ spec: FormatSpec) throws(Fault) -> PythonString {
        var digits: String
        if spec.type == nil {
            if let precision = spec.precision {
                digits = general(number.magnitude, precision, spec)
            } else {
                digits = number.magnitude.pythonRepr
            }
        } else if let type = spec.type, Array("eEfFgG%n".utf8).contains(type) {
            digits = spec.floatDigits(number.magnitude)
        } else {
            throw .value("Unknown format code for object of type 'float'")
        }
        let sign = spec.signText(isNegative: number.sign == .minus && !number.isNaN)
        digits = grouped(digits, spec, 3, sign)
        return spec.padded(PythonString(digits), sign: sign, default: UInt8(ascii: ">"))
    }

    /// Without a type: like `g`, but with a digit after the point.
    private static func general(_ magnitude: Double, _ precision: Int, _ spec: FormatSpec) -> String {
        guard magnitude.isFinite else { return magnitude.pythonRepr }
        let digits = max(1, precision)
        let scientific = Arithmetic.formatted(magnitude, "%.*e", digits - 1)
        let exponent = scientific.firstIndex(of: "e").flatMap { Int(scientific[$0...].dropFirst()) } ?? 0
        var general = spec
        general.type = UInt8(ascii: "g")
        // `repr` style needs one digit more than the exponent to stay without one.
        if exponent >= -4, exponent < digits - 1 || magnitude == 0 {
            let text = general.floatDigits(magnitude)
            return text.contains(".") ? text : text + ".0"
        }
        if exponent >= digits - 1 {
            var text = scientific
            if let mark = text.firstIndex(of: "e") {
                var mantissa = String(text[..<mark])
                if mantissa.contains(".") {
                    while mantissa.hasSuffix("0") { mantissa.removeLast() }
                    if mantissa.hasSuffix(".") { mantissa.removeLast() }
                }
                text = mantissa + text[mark...]
            }
            return text
        }
        return general.floatDigits(magnitude)
    }
}

extension PythonString {
    /// Everything beyond ASCII as a Python escape.
    var escapedToASCII: PythonString {
        if isASCII { return self }
        var result: [UInt8] = []
        for point in codePoints {
            if point < 0x80 {
                result.append(UInt8(point))
            } else {
                let (mark, width) = point < 0x100 ? ("\\x", 2) : point < 0x10000 ? ("\\u", 4) : ("\\U", 8)
                let hex = String(point, radix: 16)
                result += Array((mark + String(repeating: "0", count: max(0, width - hex.utf8.count)) + hex).utf8)
            }
        }
        return PythonString(result)
    }
}
