/// Filters on sequences, element by element.
enum SequenceFilters {
    static let all: [Builtin] = [
        Builtin("length", length), Builtin("count", length), Builtin("first", first), Builtin("last", last),
        Builtin("list") { (machine, value, _) throws(Fault) in try machine.list(try machine.elements(value)) },
        Builtin("reverse", reverse), Builtin("join", ["d", "attribute"], join), Builtin("items", items),
        Builtin("slice", ["slices", "fill_with"], required: 1, slice),
        Builtin("batch", ["linecount", "fill_with"], required: 1, batch), Builtin("attr", ["name"], required: 1, attr),
        Builtin("default", ["default_value", "boolean"], fallback),
        Builtin("d", ["default_value", "boolean"], fallback),
    ]

    static func length(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        if case .object(let object) = value {
            if let loop = object as? LoopObject { return .int(try machine.length(loop)) }
            if object is PythonIterator { throw .type("object of type '\(value.typeName)' has no len()") }
        }
        guard let count = try Cursor(value)?.knownCount else {
            throw .type("object of type '\(value.typeName)' has no len()")
        }
        return .int(count)
    }

    private static func first(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        var cursor = try machine.iterate(value)
        return try machine.next(&cursor) ?? machine.undefined(.hint("no first item, sequence was empty"))
    }

    /// The elements from the end, if the value can be walked that way.
    private static func backwards(_ machine: inout Interpreter, _ value: PythonValue) throws(Fault) -> [PythonValue]? {
        switch value {
        case .string, .list, .tuple, .dict, .undefined: return try machine.elements(value).reversed()
        case .object(let object) where object is PythonRange || object is PythonView:
            return try machine.elements(value).reversed()
        default: return nil
        }
    }

    private static func last(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        if case .list(let list) = value, let item = list.items.last { return item }
        guard let items = try backwards(&machine, value) else {
            throw .type("'\(value.typeName)' object is not reversible")
        }
        return items.first ?? machine.undefined(.hint("no last item, sequence was empty"))
    }

    private static func reverse(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        if case .string(let text) = value {
            try machine.spend(bytes: text.bytes.count)
            var bytes: [UInt8] = []
            for range in text.points.reversed() { bytes += text.bytes[range] }
            return .string(PythonString(bytes).marked(text.isMarkup))
        }
        if let items = try backwards(&machine, value) {
            return .object(machine.own(PythonIterator(items, kind: "reversed")))
        }
        return try machine.list(try machine.elements(value).reversed())
    }

    private static func join(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let separator = try (arguments[0] ?? .string(.empty)).str()
        let path = arguments.unlessNone(1).map { AttributePath($0) }
        var items: [PythonValue] = []
        var cursor = try machine.iterate(value)
        while let item = try machine.next(&cursor) {
            try machine.spend(1)
            if let path { items.append(try path.value(of: item, &machine)) } else { items.append(item) }
        }
        let marks = machine.escaping && (separator.isMarkup || items.contains(where: \.isMarkup))
        let between = marks ? Markup.escape(separator) : separator
        var bytes: [UInt8] = []
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(contentsOf: between.bytes) }
            if marks {
                bytes.append(contentsOf: try Markup.escape(item).bytes)
            } else {
                try bytes.append(str: item)
            }
            if bytes.count > machine.limits.string { throw .limit("a string is too long") }
        }
        return try machine.string(bytes, markup: marks)
    }

    private static func items(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        var pairs: [PythonValue] = []
        var fault: Fault?
        switch value {
        case .undefined: break
        case .dict(let dict):
            try machine.spend(elements: dict.count)
            for entry in dict.entries { pairs.append(try machine.tuple([entry.key, entry.value])) }
        default: fault = .type("can only get item pairs from a mapping")
        }
        return .object(machine.own(PythonIterator(pairs, fault: fault)))
    }

    private static func slice(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let items = try machine.elements(value)
        let slices = try arguments.integer(0, default: 1)
        if slices == 0 { throw .value("integer division or modulo by zero") }
        var parts: [PythonValue] = []
        guard slices > 0 else { return .object(machine.own(PythonIterator(parts))) }
        try machine.spend(elements: slices)
        let (size, extra) = (items.count / slices, items.count % slices)
        var start = 0
        for index in 0..<slices {
            let end = start + size + (index < extra ? 1 : 0)
            var part = Array(items[start..<end])
            if index >= extra, let filler = arguments.unlessNone(1) { part.append(filler) }
            parts.append(try machine.list(part))
            start = end
        }
        return .object(machine.own(PythonIterator(parts)))
    }

    private static func batch(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let size = try arguments.integer(0, default: 1)
        var parts: [PythonValue] = []
        var part: [PythonValue] = []
        for item in try machine.elements(value) {
            if part.count == size {
                parts.append(try machine.list(part))
                part = []
            }
            part.append(item)
        }
        if !part.isEmpty {
            if let filler = arguments.unlessNone(1), part.count < size {
                try machine.spend(elements: size)
                part += [PythonValue](repeating: filler, count: size - part.count)
            }
            parts.append(try machine.list(part))
        }
        return .object(machine.own(PythonIterator(parts)))
    }

    private static func attr(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        let name = try arguments.string(0)
        if case .undefined(let undefined) = value, undefined.policy != .chainable { throw .undefined(undefined) }
        return try machine.member(value, name) ?? machine.undefined(.attribute(of: value.described, name))
    }

    private static func fallback(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        if value.isUndefined { return arguments[0] ?? .string(.empty) }
        guard let isBoolean = arguments[1], try Interpreter.isTrue(isBoolean), !value.truth else { return value }
        return arguments[0] ?? .string(.empty)
    }
}
