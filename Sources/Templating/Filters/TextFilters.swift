/// Filters on text.
enum TextFilters {
    static let all: [Builtin] = [
        text("upper") { (_, text, _) throws(Fault) in .string(text.uppercased()) },
        text("lower") { (_, text, _) throws(Fault) in .string(text.lowercased()) },
        text("capitalize") { (_, text, _) throws(Fault) in .string(text.capitalized()) },
        text("title") { (_, text, _) throws(Fault) in .string(title(text)) },
        text("trim", ["chars"]) { (_, text, arguments) throws(Fault) in
            guard arguments.unlessNone(0) != nil else { return .string(text.stripped()) }
            return .string(text.stripped(.both, of: try arguments.string(0)))
        },
        text("string") { (_, text, _) throws(Fault) in .string(text) },
        text("wordcount") { (_, text, _) throws(Fault) in .int(words(text)) },
        text("center", ["width"]) { (machine, text, arguments) throws(Fault) in
            let width = try arguments.integer(0, default: 80)
            return .string(
                try StringPadding.padded(&machine, text, width, PythonString(" ")) {
                    StringPadding.centered($0, width: width)
                })
        },
        text("format", nil) { (machine, text, arguments) throws(Fault) in
            if !arguments.keywords.isEmpty {
                if arguments.count > 0 {
                    throw .value("cannot handle positional and keyword arguments at the same time")
                }
                let dict = machine.own(PythonDict())
                for keyword in arguments.keywords { dict.set(keyword.name, keyword.value) }
                return try PercentFormat.apply(&machine, text, .dict(dict))
            }
            return try PercentFormat.apply(&machine, text, try machine.tuple(arguments.positional))
        },
        Builtin("replace", ["old", "new", "count"], required: 2, replace),
    ]

    /// A filter that turns its value into a string first.
    static func text(
        _ name: String, _ parameters: [String]? = [], required: Int = 0,
        _ body: @escaping @Sendable (inout Interpreter, PythonString, Arguments) throws(Fault) -> PythonValue
    ) -> Builtin {
        Builtin(name, parameters, required: required) { (machine, value, arguments) throws(Fault) in
            let text = try value.str()
            try machine.spend(bytes: text.bytes.count)
            return try body(&machine, text, arguments)
        }
    }

    private static func replace(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments)
        throws(Fault) -> PythonValue
    {
        var limit = -1
        if arguments.unlessNone(2) != nil { limit = try arguments.integer(2, default: -1) }
        var text = try value.str()
        let old = try arguments.value(0)
        let new = try arguments.value(1)
        guard machine.escaping else {
            return try StringMethods.replace(
                &machine, text.marked(false), try old.str(), try new.str(), limit: limit)
        }
        if old.isMarkup || (new.isMarkup && !value.isMarkup) { text = Markup.escape(text) }
        let replacement = try new.str()
        return try StringMethods.replace(
            &machine, text, try old.str(), text.isMarkup ? Markup.escape(replacement) : replacement, limit: limit)
    }

    /// Words begin after white space, a hyphen or an opening bracket.
    private static func title(_ text: PythonString) -> PythonString {
        var result = PythonString.empty
        var start = 0
        var startsWord = true
        func flush(_ end: Int) {
            if end > start { result.append(titled(text.slice(start..<end).marked(false))) }
        }
        let span = text.bytes.span
        var at = 0
        while at < span.count {
            let end = at + span.codePointLength(at: at)
            let point = span.codePoint(at: at)
            let isBreak = UnicodeRules.isSpace(point) || [0x2D, 0x28, 0x7B, 0x5B, 0x3C].contains(point)
            if isBreak == startsWord, at > start {
                flush(at)
                start = at
            }
            startsWord = !isBreak
            at = end
        }
        flush(text.bytes.count)
        return result
    }

    private static func titled(_ word: PythonString) -> PythonString {
        let first = word.bytes.span.codePointLength(at: 0)
        var result = word.slice(0..<first).uppercased()
        result.append(word.slice(first..<word.bytes.count).lowercased())
        return result
    }

    private static func words(_ text: PythonString) -> Int {
        var count = 0
        var isInside = false
        for scalar in text.scalars {
            let isWord = UnicodeRules.isWord(scalar)
            if isWord, !isInside { count += 1 }
            isInside = isWord
        }
        return count
    }
}
