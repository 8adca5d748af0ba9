/// The tags that name other templates. The current token is the tag's name.
extension Parser {
    mutating func parseInclude() throws(Fault) -> Statement.Kind {
        advance()
        let template = try parseExpression()
        let isOptional = current.isName("ignore") && following.isName("missing")
        if isOptional {
            advance()
            advance()
        }
        return .include(template, isOptional: isOptional, hasContext: parseContext() ?? true)
    }

    mutating func parseImport() throws(Fault) -> Statement.Kind {
        advance()
        let template = try parseExpression()
        try expect(name: "as")
        let name = try parseTargetName()
        return .importModule(template, name, hasContext: parseContext() ?? false)
    }

    mutating func parseFrom() throws(Fault) -> Statement.Kind {
        advance()
        let template = try parseExpression()
        try expect(name: "import")
        var names: [(name: PythonString, alias: PythonString)] = []
        var hasContext: Bool?
        while true {
            if !names.isEmpty { try expect(.comma) }
            hasContext = parseContext()
            if hasContext != nil { break }
            let token = current
            let name = try parseTargetName()
            if name.bytes.first == UInt8(ascii: "_") {
                throw fault("names starting with an underline can not be imported", at: token)
            }
            names.append((name, skip(name: "as") ? try parseTargetName() : name))
            hasContext = parseContext()
            if hasContext != nil || current.kind != .comma { break }
        }
        return .importNames(template, names, hasContext: hasContext ?? false)
    }

    mutating func parseExtends() throws(Fault) -> Statement.Kind {
        advance()
        return .extends(try parseExpression())
    }

    /// `with context` or `without context`; nil if neither follows.
    private mutating func parseContext() -> Bool? {
        guard current.isName("with") || current.isName("without"), following.isName("context") else { return nil }
        let isWith = advance().isName("with")
        advance()
        return isWith
    }
}
