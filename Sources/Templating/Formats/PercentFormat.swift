/// Python's `text % values`.
enum PercentFormat {
    private struct Values {
        var items: [PythonValue]
        var next = 0
        var mapping: PythonDict?
        /// A single value that is a mapping may be left unused.
        var isTuple: Bool

        mutating func take() throws(Fault) -> PythonValue {
            guard next < items.count else { throw .type("not enough arguments for format string") }
            next += 1
            return items[next - 1]
        }
    }

    static func apply(
        _ machine: inout Interpreter, _ text: PythonString, _ value: PythonValue
    ) throws(Fault) -> PythonValue {
        var values = Values(items: [value], isTuple: false)
        if case .tuple(let tuple) = value { values = Values(items: tuple.items, isTuple: true) }
        if case .dict(let dict) = value { values.mapping = dict }
        var result: [UInt8] = []
        var at = 0
        let bytes = text.bytes
        while at < bytes.count {
            if bytes[at] != UInt8(ascii: "%") {
                result.append(bytes[at])
                at += 1
                continue
            }
            at += 1
            let piece = try conversion(bytes, &at, &values, isMarkup: text.isMarkup)
            result.append(contentsOf: piece.bytes)
            if result.count > machine.limits.string { throw .limit("a string is too long") }
        }
        if values.next < values.items.count, !acceptsUnused(value, values) {
            throw .type("not all arguments converted during string formatting")
        }
        return try machine.string(result, markup: text.isMarkup)
    }

    /// Anything that can be indexed and is no tuple or string counts as a mapping.
    private static func acceptsUnused(_ value: PythonValue, _ values: Values) -> Bool {
        if values.isTuple { return false }
        switch value {
        case .dict, .list, .undefined: return true
        case .object(let object): return object is PythonRange
        default: return false
        }
    }

    private static func conversion(
        _ bytes: [UInt8], _ at: inout Int, _ values: inout Values, isMarkup: Bool
    ) throws(Fault) -> PythonString {
        var spec = FormatSpec()
        var chosen: PythonValue?
        let start = at
        if at < bytes.count, bytes[at] == UInt8(ascii: "(") { chosen = try named(bytes, &at, values) }
        var isZero = false
        flags: while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "-"): spec.align = UInt8(ascii: "<")
            case UInt8(ascii: "+"): spec.sign = .plus
            case UInt8(ascii: " "): if spec.sign != .plus { spec.sign = .space }
            case UInt8(ascii: "#"): spec.isAlternate = true
            case UInt8(ascii: "0"): isZero = true
            default: break flags
            }
            at += 1
        }
        if let width = try number(bytes, &at, &values) {
            spec.width = width == .min ? .max : abs(width)
            if width < 0 { spec.align = UInt8(ascii: "<") }
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            spec.precision = max(0, try number(bytes, &at, &values) ?? 0)
        }
        try spec.check()
        while at < bytes.count, [UInt8(ascii: "l"), UInt8(ascii: "h"), UInt8(ascii: "L")].contains(bytes[at]) {
            at += 1
        }
        guard at < bytes.count else { throw .value("incomplete format") }
        spec.type = bytes[at]
        at += 1
        if spec.type == UInt8(ascii: "%"), at == start + 1 { return PythonString("%") }
        let value = if let chosen { chosen } else { try values.take() }
        if isZero, spec.align == nil {
            spec.fill = PythonString("0")
            spec.align = UInt8(ascii: "=")
        }
        return try formatted(value, spec, isMarkup: isMarkup)
    }

    private static func named(_ bytes: [UInt8], _ at: inout Int, _ values: Values) throws(Fault) -> PythonValue {
        var depth = 1
        let start = at + 1
        at = start
        while at < bytes.count, depth > 0 {
            if bytes[at] == UInt8(ascii: "(") { depth += 1 }
            if bytes[at] == UInt8(ascii: ")") { depth -= 1 }
            at += 1
        }
        if depth > 0 { throw .value("incomplete format key") }
        let name = PythonString(bytes[start..<(at - 1)])
        guard let mapping = values.mapping else { throw .type("format requires a mapping") }
        guard let value = mapping.value(of: name, hash: name.stableHash) else {
            throw .value("KeyError: '\(name.text)'")
        }
        return value
    }

    private static func number(_ bytes: [UInt8], _ at: inout Int, _ values: inout Values) throws(Fault) -> Int? {
        if at < bytes.count, bytes[at] == UInt8(ascii: "*") {
            at += 1
            guard let width = try values.take().integer else { throw .type("* wants int") }
            return width
        }
        var number: Int?
        while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
            let (scaled, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
            if overflow { throw .limit("a format is too wide") }
            number = scaled &+ Int(bytes[at] - 0x30)
            at += 1
        }
        return number
    }

    private static func formatted(_ value: PythonValue, _ spec: FormatSpec, isMarkup: Bool) throws(Fault)
        -> PythonString
    {
        switch spec.type {
        case UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "a"):
            return try text(value, spec, isMarkup: isMarkup)
        case UInt8(ascii: "c"): return try character(value, spec)
        case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"), UInt8(ascii: "x"), UInt8(ascii: "X"),
            UInt8(ascii: "o"):
            return try integer(value, spec)
        case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "g"),
            UInt8(ascii: "G"):
            if case .undefined(let undefined) = value { throw .undefined(undefined) }
            guard let number = value.double else { throw .type("must be real number, not \(value.typeName)") }
            let isNegative = number.sign == .minus && !number.isNaN
            let digits = spec.floatDigits(number.magnitude)
            return spec.padded(
                PythonString(digits), sign: spec.signText(isNegative: isNegative), default: UInt8(ascii: ">"))
        default: throw .value("unsupported format character")
        }
    }

    private static func text(_ value: PythonValue, _ spec: FormatSpec, isMarkup: Bool) throws(Fault) -> PythonString {
        let spec = withoutZeros(spec)
        var text = spec.type == UInt8(ascii: "s") ? try value.str() : try value.repr()
        if isMarkup { text = Markup.escape(text).marked(false) }
        if spec.type == UInt8(ascii: "a") { text = text.escapedToASCII }
        if let precision = spec.precision, precision < text.count {
            text = text.slice(0..<text.offset(ofPoint: precision))
        }
        return spec.padded(text, default: UInt8(ascii: ">"))
    }

    /// Only numbers are filled with zeros.
    private static func withoutZeros(_ spec: FormatSpec) -> FormatSpec {
        guard spec.align == UInt8(ascii: "=") else { return spec }
        var spec = spec
        spec.align = nil
        spec.fill = PythonString(" ")
        return spec
    }

    private static func character(_ value: PythonValue, _ spec: FormatSpec) throws(Fault) -> PythonString {
        let spec = withoutZeros(spec)
        if case .string(let text) = value, text.count == 1 { return spec.padded(text, default: UInt8(ascii: ">")) }
        guard let point = value.integer else { throw .type("%c requires int or char") }
        guard let code = UInt32(exactly: point), code <= 0x10FFFF else { throw .value("%c arg not in range(0x110000)") }
        var bytes: [UInt8] = []
        bytes.append(codePoint: code)
        return spec.padded(PythonString(bytes), default: UInt8(ascii: ">"))
    }

    private static func integer(_ value: PythonValue, _ spec: FormatSpec) throws(Fault) -> PythonString {
        let isDecimal = [UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u")].contains(spec.type)
        var number = value.integer
        if case .float(let float) = value, isDecimal { number = try Arithmetic.truncated(float) }
        guard let number else { throw .type("a number is required, not \(value.typeName)") }
        var (mark, digits) = spec.digits(number.magnitude)
        if let precision = spec.precision, digits.utf8.count < precision {
            digits = String(repeating: "0", count: precision - digits.utf8.count) + digits
        }
        let sign = spec.signText(isNegative: number < 0) + mark
        return spec.padded(PythonString(digits), sign: sign, default: UInt8(ascii: ">"))
    }
}
