/// Text and tags, one after another.
extension Parser {
    /// Statements up to one of the named end tags, whose name is then the current token, or to the end of the
    /// template if none is named.
    mutating func statements(until ends: [String]) throws(Fault) -> [Statement] {
        var body: [Statement] = []
        while true {
            let token = current
            switch token.kind {
            case .end:
                if ends.isEmpty { return body }
                throw fault(endMessage(ends))
            case .data:
                advance()
                body.append(Statement(kind: .text(token.text), line: token.line))
            case .variableBegin:
                advance()
                let value = try parseTuple()
                body.append(Statement(kind: .output(value), line: value.line))
                try expect(.variableEnd)
            case .blockBegin:
                advance()
                if ends.contains(where: current.isName) { return body }
                body += try nested { (parser) throws(Fault) in try parser.parseStatement() }
                try expect(.blockEnd)
            default: throw fault("unexpected \(described(token))")
            }
        }
    }

    private func endMessage(_ ends: [String]) -> String {
        let looked = ends.map { "'\($0)'" }.joined(separator: " or ")
        let open = openTags.last.map { "; the innermost block to close is '\($0.text)'" } ?? ""
        return "unexpected end of template, looking for \(looked)" + open
    }

    /// The body of a tag, from the end of the tag to one of `ends`, which stays the current token.
    mutating func parseBody(_ ends: String...) throws(Fault) -> [Statement] {
        _ = skip(.colon)
        try expect(.blockEnd)
        return try statements(until: ends)
    }

    private mutating func parseStatement() throws(Fault) -> [Statement] {
        let tag = current
        guard tag.kind == .name else { throw fault("tag name expected, got \(described(tag))") }
        openTags.append(tag.text)
        defer { _ = openTags.popLast() }
        let kind: Statement.Kind
        switch tag.text.text {
        case "for": kind = try parseFor()
        case "if": kind = try parseIf()
        case "set": kind = try parseSet()
        case "with": kind = try parseWith()
        case "macro": kind = try parseMacro()
        case "call": kind = try parseCallBlock()
        case "filter": kind = try parseFilterBlock()
        case "autoescape": kind = try parseAutoescape()
        case "block": kind = try parseBlock()
        case "print": return try parsePrint()
        case "do" where options.expressionStatements:
            advance()
            kind = .expression(try parseTuple())
        case "break" where options.loopControls:
            advance()
            kind = .break
        case "continue" where options.loopControls:
            advance()
            kind = .continue
        case "generation" where options.dialect == .chat: kind = try parseGeneration()
        case "include": kind = try parseInclude()
        case "import": kind = try parseImport()
        case "from": kind = try parseFrom()
        case "extends": kind = try parseExtends()
        default: throw unknownTag(tag)
        }
        return [Statement(kind: kind, line: tag.line)]
    }

    private func unknownTag(_ tag: Token) -> Fault {
        let open = openTags.dropLast().last.map { "; the innermost block to close is '\($0.text)'" } ?? ""
        return fault("unknown tag '\(tag.text.text)'" + open, at: tag)
    }

    private mutating func parsePrint() throws(Fault) -> [Statement] {
        let line = advance().line
        var outputs: [Statement] = []
        while current.kind != .blockEnd {
            if !outputs.isEmpty { try expect(.comma) }
            outputs.append(Statement(kind: .output(try parseExpression()), line: line))
        }
        return outputs
    }

    private mutating func parseGeneration() throws(Fault) -> Statement.Kind {
        advance()
        let body = try parseBody("endgeneration")
        advance()
        return .generation(body: body)
    }

    /// The target of an assignment, of `for` or of `with`.
    mutating func parseTarget(endName: String? = nil, namespaces: Bool = false) throws(Fault) -> Expression {
        let token = current
        let target = try parseTuple(simple: true, endName: endName, namespaces: namespaces)
        guard target.isTarget else { throw fault("cannot assign to this expression", at: token) }
        return target
    }

    mutating func parseTargetName() throws(Fault) -> PythonString {
        let token = try expect(.name)
        guard Expression(kind: .name(token.text), line: token.line, depth: 1).isTarget else {
            throw fault("cannot assign to '\(token.text.text)'", at: token)
        }
        return token.text
    }
}
