/// The tags of the language, one function each. The current token is the tag's name.
extension Parser {
    mutating func parseFor() throws(Fault) -> Statement.Kind {
        advance()
        let target = try parseTarget(endName: "in")
        try expect(name: "in")
        let iterable = try parseTuple(conditional: false, endName: "recursive")
        let test = skip(name: "if") ? try parseExpression() : nil
        let isRecursive = skip(name: "recursive")
        let body = try parseBody("endfor", "else")
        var otherwise: [Statement] = []
        if advance().isName("else") {
            otherwise = try parseBody("endfor")
            advance()
        }
        return .loop(
            Statement.Loop(
                target: target, iterable: iterable, test: test, isRecursive: isRecursive, body: body,
                otherwise: otherwise))
    }

    mutating func parseIf() throws(Fault) -> Statement.Kind {
        advance()
        var branches: [(test: Expression, body: [Statement])] = []
        var otherwise: [Statement] = []
        while true {
            let test = try parseTuple(conditional: false)
            branches.append((test, try parseBody("elif", "else", "endif")))
            let end = advance()
            if end.isName("elif") { continue }
            if end.isName("else") {
                otherwise = try parseBody("endif")
                advance()
            }
            return .condition(branches, otherwise: otherwise)
        }
    }

    mutating func parseSet() throws(Fault) -> Statement.Kind {
        advance()
        let target = try parseTarget(namespaces: true)
        if skip(.assign) { return .assign(target, try parseTuple()) }
        let filter = try parseFilter(nil, inline: false)
        let body = try parseBody("endset")
        advance()
        return .assignBlock(target, filter: filter, body: body)
    }

    mutating func parseWith() throws(Fault) -> Statement.Kind {
        advance()
        var pairs: [(target: Expression, value: Expression)] = []
        while current.kind != .blockEnd {
            if !pairs.isEmpty { try expect(.comma) }
            let target = try parseTarget()
            try expect(.assign)
            pairs.append((target, try parseExpression()))
        }
        let body = try parseBody("endwith")
        advance()
        return .with(pairs, body: body)
    }

    private mutating func parseSignature() throws(Fault) -> [Statement.Parameter] {
        var parameters: [Statement.Parameter] = []
        try expect(.lparen)
        while current.kind != .rparen {
            if !parameters.isEmpty { try expect(.comma) }
            let name = try parseTargetName()
            var fallback: Expression?
            if skip(.assign) {
                fallback = try parseExpression()
            } else if parameters.last?.fallback != nil {
                throw fault("non-default argument follows default argument")
            }
            if parameters.contains(where: { $0.name == name }) { throw fault("duplicate argument '\(name.text)'") }
            parameters.append(Statement.Parameter(name: name, fallback: fallback))
        }
        try expect(.rparen)
        return parameters
    }

    mutating func parseMacro() throws(Fault) -> Statement.Kind {
        advance()
        let name = try parseTargetName()
        let parameters = try parseSignature()
        let body = try parseBody("endmacro")
        advance()
        return .macro(name, parameters, body: body)
    }

    mutating func parseCallBlock() throws(Fault) -> Statement.Kind {
        let tag = advance()
        let parameters = current.kind == .lparen ? try parseSignature() : []
        let call = try parseExpression()
        guard case .call = call.kind else { throw fault("expected call", at: tag) }
        let body = try parseBody("endcall")
        advance()
        return .call(call, parameters, body: body)
    }

    mutating func parseFilterBlock() throws(Fault) -> Statement.Kind {
        let tag = advance()
        guard let filter = try parseFilter(nil, inline: true) else { throw fault("expected a filter", at: tag) }
        let body = try parseBody("endfilter")
        advance()
        return .filter(filter, body: body)
    }

    mutating func parseAutoescape() throws(Fault) -> Statement.Kind {
        advance()
        let setting = try parseExpression()
        let body = try parseBody("endautoescape")
        advance()
        return .autoescape(setting, body: body)
    }

    mutating func parseBlock() throws(Fault) -> Statement.Kind {
        advance()
        let token = try expect(.name)
        let name = token.text
        let isScoped = skip(name: "scoped")
        let isRequired = skip(name: "required")
        if current.kind == .sub { throw fault("block names may not contain hyphens, use an underscore instead") }
        let body = try parseBody("endblock")
        advance()
        if isRequired, !body.allSatisfy(\.isBlankText) {
            throw fault("required blocks can only contain comments or whitespace")
        }
        _ = skip(name: name.text)
        guard blockNames.insert(name).inserted else { throw fault("block '\(name.text)' defined twice", at: token) }
        return .block(Statement.Block(name: name, isScoped: isScoped, isRequired: isRequired, body: body))
    }
}

extension Statement {
    fileprivate var isBlankText: Bool {
        guard case .text(let text) = kind else { return false }
        return text.scalars.allSatisfy { UnicodeRules.isSpace($0.value) }
    }
}
