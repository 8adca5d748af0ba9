/// Names, literals and displays.
extension Parser {
    mutating func parsePrimary(namespaces: Bool = false) throws(Fault) -> Expression {
        let token = current
        switch token.kind {
        case .name: return try parseName(namespaces: namespaces)
        case .string:
            var text = advance().text
            while current.kind == .string { text.append(advance().text) }
            return try expression(.constant(.string(text)), token.line)
        case .integer, .float:
            advance()
            return try expression(.constant(token.value), token.line)
        case .lparen:
            advance()
            let inner = try nested { (parser) throws(Fault) in try parser.parseTuple(parenthesized: true) }
            try expect(.rparen)
            return inner
        case .lbracket: return try nested { (parser) throws(Fault) in try parser.parseList() }
        case .lbrace: return try nested { (parser) throws(Fault) in try parser.parseDict() }
        default: throw fault("unexpected \(described(token))")
        }
    }

    private mutating func parseName(namespaces: Bool) throws(Fault) -> Expression {
        let token = advance()
        let name = token.text
        switch name.text {
        case "true", "True": return try expression(.constant(.bool(true)), token.line)
        case "false", "False": return try expression(.constant(.bool(false)), token.line)
        case "none", "None": return try expression(.constant(.none), token.line)
        default: break
        }
        if namespaces, skip(.dot) {
            let attribute = try expect(.name).text
            return try expression(.namespace(name, attribute: attribute), token.line)
        }
        return try expression(.name(name), token.line)
    }

    /// One expression, or a tuple if a comma follows.
    /// - Parameters:
    ///   - simple: the items are targets: names, tuples in parentheses and, if asked for, namespace attributes.
    ///   - endName: a name that ends the tuple, as `in` does after `for`.
    mutating func parseTuple(
        simple: Bool = false, conditional: Bool = true, endName: String? = nil, parenthesized: Bool = false,
        namespaces: Bool = false
    ) throws(Fault) -> Expression {
        let line = current.line
        var items: [Expression] = []
        var isTuple = false
        while true {
            if !items.isEmpty { try expect(.comma) }
            if endsTuple(endName) { break }
            items.append(
                simple ? try parsePrimary(namespaces: namespaces) : try parseExpression(conditional: conditional))
            guard current.kind == .comma else { break }
            isTuple = true
        }
        if !isTuple {
            if let only = items.first { return only }
            if !parenthesized { throw fault("expected an expression, got \(described(current))") }
        }
        return try expression(.tuple(items), line)
    }

    private func endsTuple(_ endName: String?) -> Bool {
        switch current.kind {
        case .variableEnd, .blockEnd, .rparen: true
        default: endName.map(current.isName) ?? false
        }
    }

    private mutating func parseList() throws(Fault) -> Expression {
        let line = try expect(.lbracket).line
        var items: [Expression] = []
        while current.kind != .rbracket {
            if !items.isEmpty { try expect(.comma) }
            if current.kind == .rbracket { break }
            items.append(try parseExpression())
        }
        try expect(.rbracket)
        return try expression(.list(items), line)
    }

    private mutating func parseDict() throws(Fault) -> Expression {
        let line = try expect(.lbrace).line
        var pairs: [(key: Expression, value: Expression)] = []
        while current.kind != .rbrace {
            if !pairs.isEmpty { try expect(.comma) }
            if current.kind == .rbrace { break }
            let key = try parseExpression()
            try expect(.colon)
            pairs.append((key, try parseExpression()))
        }
        try expect(.rbrace)
        return try expression(.dict(pairs), line)
    }
}
