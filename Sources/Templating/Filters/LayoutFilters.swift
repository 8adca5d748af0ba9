/// Filters that lay text out.
enum LayoutFilters {
    static let all: [Builtin] = [
        Builtin("indent", ["width", "first", "blank"], indent),
        Builtin("truncate", ["length", "killwords", "end", "leeway"], truncate),
        Builtin("wordwrap", nil, unsupported("wordwrap")), Builtin("urlize", nil, unsupported("urlize")),
    ]

    private static func unsupported(_ name: String) -> Builtin.Body {
        { (_, _, _) throws(Fault) in throw Fault(.unsupported, "the filter '\(name)' is not supported yet") }
    }

    private static func indent(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        guard case .string(let text) = value else {
            if case .undefined(let undefined) = value { throw .undefined(undefined) }
            throw .type("indent needs a string, not \(value.typeName)")
        }
        var indentation = PythonString.empty
        if case .string(let given)? = arguments[0] {
            indentation = given
        } else {
            let width = try arguments.integer(0, default: 4)
            try machine.spend(bytes: max(0, width))
            indentation = PythonString([UInt8](repeating: 0x20, count: max(0, width)))
        }
        let lines = PythonString(text.bytes + [0x0A]).splitLines(keepEnds: false)
        let (size, overflow) = lines.count.multipliedReportingOverflow(by: indentation.bytes.count + 1)
        try machine.spend(bytes: overflow ? .max : size)
        var bytes: [UInt8] = arguments[1]?.truth ?? false ? indentation.bytes : []
        let blank = arguments[2]?.truth ?? false
        for (index, line) in lines.enumerated() {
            if index > 0 {
                bytes.append(0x0A)
                if blank || !line.isEmpty { bytes += indentation.bytes }
            }
            bytes += line.bytes
        }
        return try machine.string(bytes, markup: text.isMarkup)
    }

    private static func truncate(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        let length = try arguments.integer(0, default: 255)
        let end = arguments[2] == nil ? PythonString("...") : try arguments.string(2)
        let leeway = arguments.unlessNone(3) == nil ? 5 : try arguments.integer(3, default: 5)
        if length < end.count { throw .value("expected length >= \(end.count), got \(length)") }
        if leeway < 0 { throw .value("expected leeway >= 0, got \(leeway)") }
        guard case .int(let count) = try SequenceFilters.length(&machine, value, .none) else { return value }
        if count <= length.addingReportingOverflow(leeway).partialValue || length > count { return value }
        guard case .string(let text) = value else { throw .type("truncate needs a string, not \(value.typeName)") }
        var kept = text.slice(0..<text.offset(ofPoint: length - end.count))
        if !(arguments[1]?.truth ?? false) { kept = kept.splitFromEnd(by: PythonString(" "), limit: 1)[0] }
        return .string(kept.adding(end))
    }
}
