/// What follows a primary: attributes, subscripts, calls, filters and tests.
extension Parser {
    mutating func parsePostfix(_ first: Expression) throws(Fault) -> Expression {
        var result = first
        while true {
            switch current.kind {
            case .dot: result = try parseAttribute(result)
            case .lbracket: result = try parseSubscript(result)
            case .lparen: result = try parseCall(result)
            default: return result
            }
        }
    }

    mutating func parseFilters(_ first: Expression) throws(Fault) -> Expression {
        var result = first
        while true {
            if current.kind == .pipe {
                result = try parseFilter(result)
            } else if current.isName("is") {
                result = try parseTest(result)
            } else if current.kind == .lparen {
                result = try parseCall(result)
            } else {
                return result
            }
        }
    }

    private mutating func parseAttribute(_ owner: Expression) throws(Fault) -> Expression {
        let line = advance().line
        let token = advance()
        switch token.kind {
        case .name: return try expression(.attribute(owner, token.text), line)
        case .integer:
            let index = try expression(.constant(token.value), token.line)
            return try expression(.item(owner, index), line)
        default: throw fault("expected name or number", at: token)
        }
    }

    private mutating func parseSubscript(_ owner: Expression) throws(Fault) -> Expression {
        let line = advance().line
        var parts: [Expression] = []
        while current.kind != .rbracket {
            if !parts.isEmpty { try expect(.comma) }
            parts.append(try parseSubscripted())
        }
        try expect(.rbracket)
        guard parts.count == 1 else { return try expression(.item(owner, try expression(.tuple(parts), line)), line) }
        if case .bareSlice(let start, let stop, let step) = parts[0].kind {
            return try expression(.slice(owner, start: start, stop: stop, step: step), line)
        }
        return try expression(.item(owner, parts[0]), line)
    }

    private mutating func parseSubscripted() throws(Fault) -> Expression {
        let line = current.line
        var start: Expression?
        if current.kind != .colon {
            let first = try parseExpression()
            if current.kind != .colon { return first }
            start = first
        }
        advance()
        let stop = try parseBound()
        var step: Expression?
        if skip(.colon) { step = try parseBound() }
        return try expression(.bareSlice(start: start, stop: stop, step: step), line)
    }

    private mutating func parseBound() throws(Fault) -> Expression? {
        switch current.kind {
        case .colon, .rbracket, .comma: nil
        default: try parseExpression()
        }
    }

    private mutating func parseCall(_ callee: Expression) throws(Fault) -> Expression {
        let line = current.line
        return try expression(.call(callee, try parseArguments()), line)
    }

    private mutating func parseArguments() throws(Fault) -> ArgumentList {
        let open = try expect(.lparen)
        var list = ArgumentList()
        var needsComma = false
        func ensure(_ allowed: Bool) throws(Fault) {
            if !allowed { throw fault("invalid syntax for function call expression", at: open) }
        }
        while current.kind != .rparen {
            if needsComma {
                try expect(.comma)
                if current.kind == .rparen { break }
            }
            if skip(.mul) {
                try ensure(list.star == nil && list.doubleStar == nil)
                list.star = try parseExpression()
            } else if skip(.pow) {
                try ensure(list.doubleStar == nil)
                list.doubleStar = try parseExpression()
            } else if current.kind == .name, following.kind == .assign {
                try ensure(list.doubleStar == nil)
                let name = advance().text
                advance()
                if list.keywords.contains(where: { $0.name == name }) {
                    throw fault("keyword argument repeated: \(name.text)")
                }
                list.keywords.append((name, try parseExpression()))
            } else {
                try ensure(list.star == nil && list.doubleStar == nil && list.keywords.isEmpty)
                list.positional.append(try parseExpression())
            }
            needsComma = true
        }
        try expect(.rparen)
        return list
    }

    private mutating func dottedName() throws(Fault) -> PythonString {
        var name = try expect(.name).text
        while skip(.dot) {
            name.append(PythonString("."))
            name.append(try expect(.name).text)
        }
        return name
    }

    /// A chain of filters. With `inline` the first stands without a `|`, as in a filter block.
    mutating func parseFilter(_ operand: Expression?, inline: Bool = false) throws(Fault) -> Expression? {
        var result = operand
        var isFirst = inline
        while current.kind == .pipe || isFirst {
            if !isFirst { advance() }
            isFirst = false
            let line = current.line
            let name = try dottedName()
            let arguments = current.kind == .lparen ? try parseArguments() : ArgumentList()
            result = try expression(.filter(result, name, arguments), line)
        }
        return result
    }

    private mutating func parseFilter(_ operand: Expression) throws(Fault) -> Expression {
        try parseFilter(operand, inline: false) ?? operand
    }

    private mutating func parseTest(_ operand: Expression) throws(Fault) -> Expression {
        let line = advance().line
        let isNegated = skip(name: "not")
        let name = try dottedName()
        var arguments = ArgumentList()
        switch current.kind {
        case .lparen: arguments = try parseArguments()
        case .name, .string, .integer, .float, .lbracket, .lbrace:
            if ["else", "or", "and"].contains(where: current.isName) { break }
            if current.isName("is") { throw fault("you cannot chain multiple tests with is") }
            arguments.positional = [try parsePostfix(try parsePrimary())]
        default: break
        }
        let test = try expression(.test(operand, name, arguments), line)
        return isNegated ? try expression(.unary(.not, test), line) : test
    }
}
