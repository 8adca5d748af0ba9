/// Methods of `str` that fill a string up.
enum StringPadding {
    static let all = [
        StringMethods.method("ljust", ["", ""], required: 1) { (machine, text, arguments) throws(Fault) in
            try pad(&machine, text, arguments) { (0, $0) }
        },
        StringMethods.method("rjust", ["", ""], required: 1) { (machine, text, arguments) throws(Fault) in
            try pad(&machine, text, arguments) { ($0, 0) }
        },
        StringMethods.method("center", ["", ""], required: 1) { (machine, text, arguments) throws(Fault) in
            let width = try arguments.integer(0, default: 0)
            return try pad(&machine, text, arguments) { centered($0, width: width) }
        },
        StringMethods.method("zfill", [""], required: 1, zeroFill),
        StringMethods.method("expandtabs", ["tabsize"], expandTabs),
    ]

    /// How CPython shares an odd fill between the sides.
    static func centered(_ missing: Int, width: Int) -> (Int, Int) {
        let left = missing / 2 + (missing & width & 1)
        return (left, missing - left)
    }

    private static func pad(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments, _ share: (Int) -> (Int, Int)
    ) throws(Fault) -> PythonValue {
        let width = try arguments.integer(0, default: 0)
        var fill = PythonString(" ")
        if arguments[1] != nil { fill = try arguments.string(1) }
        if fill.count != 1 { throw .type("the fill character must be exactly one character long") }
        return .string(try padded(&machine, text, width, fill, share))
    }

    static func padded(
        _ machine: inout Interpreter, _ text: PythonString, _ width: Int, _ fill: PythonString,
        _ share: (Int) -> (Int, Int)
    ) throws(Fault) -> PythonString {
        let missing = width.subtractingReportingOverflow(text.count)
        guard !missing.overflow, missing.partialValue > 0 else { return text }
        let (size, overflow) = missing.partialValue.multipliedReportingOverflow(by: fill.bytes.count)
        try machine.spend(bytes: overflow ? .max : size)
        let (left, right) = share(missing.partialValue)
        var bytes: [UInt8] = []
        for _ in 0..<left { bytes += fill.bytes }
        bytes += text.bytes
        for _ in 0..<right { bytes += fill.bytes }
        return PythonString(bytes).marked(text.isMarkup)
    }

    private static func zeroFill(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        let hasSign = text.bytes.first == UInt8(ascii: "+") || text.bytes.first == UInt8(ascii: "-")
        let width = try arguments.integer(0, default: 0)
        let sign = hasSign ? text.slice(0..<1) : PythonString.empty
        let body = hasSign ? text.slice(1..<text.bytes.count) : text
        let rest = width.subtractingReportingOverflow(sign.count)
        let filled = try padded(&machine, body, rest.overflow ? 0 : rest.partialValue, PythonString("0")) { ($0, 0) }
        var result = sign
        result.append(filled)
        return .string(result.marked(text.isMarkup))
    }

    private static func expandTabs(
        _ machine: inout Interpreter, _ text: PythonString, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        let size = try arguments.integer(0, default: 8)
        var bytes: [UInt8] = []
        var column = 0
        for range in text.points {
            switch text.bytes[range.lowerBound] {
            case 0x09:
                let width = size > 0 ? size - column % size : 0
                try machine.spend(bytes: width)
                bytes += [UInt8](repeating: 0x20, count: width)
                column = column &+ width
            case 0x0A, 0x0D:
                bytes.append(text.bytes[range.lowerBound])
                column = 0
            default:
                bytes += text.bytes[range]
                column &+= 1
            }
        }
        return try machine.string(bytes, markup: text.isMarkup)
    }
}
