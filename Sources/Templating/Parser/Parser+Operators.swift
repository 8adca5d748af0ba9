/// Operators, loosest first: condition, or, and, not, comparison, sum, `~`, product, power, sign.
extension Parser {
    mutating func parseExpression(conditional: Bool = true) throws(Fault) -> Expression {
        try nested { (parser) throws(Fault) in
            conditional ? try parser.parseConditional() : try parser.parseOr()
        }
    }

    private mutating func parseConditional() throws(Fault) -> Expression {
        var line = current.line
        var result = try parseOr()
        while skip(name: "if") {
            let test = try parseOr()
            var otherwise: Expression?
            if skip(name: "else") {
                otherwise = try nested { (parser) throws(Fault) in try parser.parseConditional() }
            }
            result = try expression(.conditional(test: test, then: result, otherwise: otherwise), line)
            line = current.line
        }
        return result
    }

    private mutating func parseOr() throws(Fault) -> Expression {
        var line = current.line
        var left = try parseAnd()
        while skip(name: "or") {
            left = try expression(.binary(.or, left, try parseAnd()), line)
            line = current.line
        }
        return left
    }

    private mutating func parseAnd() throws(Fault) -> Expression {
        var line = current.line
        var left = try parseNot()
        while skip(name: "and") {
            left = try expression(.binary(.and, left, try parseNot()), line)
            line = current.line
        }
        return left
    }

    private mutating func parseNot() throws(Fault) -> Expression {
        guard current.isName("not") else { return try parseComparison() }
        let line = advance().line
        let operand = try nested { (parser) throws(Fault) in try parser.parseNot() }
        return try expression(.unary(.not, operand), line)
    }

    private func comparison(_ kind: Token.Kind) -> Expression.Comparison? {
        switch kind {
        case .eq: .eq
        case .ne: .ne
        case .lt: .lt
        case .lteq: .lteq
        case .gt: .gt
        case .gteq: .gteq
        default: nil
        }
    }

    private mutating func parseComparison() throws(Fault) -> Expression {
        let line = current.line
        let first = try parseSum()
        var rest: [(Expression.Comparison, Expression)] = []
        while true {
            if let operation = comparison(current.kind) {
                advance()
                rest.append((operation, try parseSum()))
            } else if skip(name: "in") {
                rest.append((.isIn, try parseSum()))
            } else if current.isName("not"), following.isName("in") {
                advance()
                advance()
                rest.append((.notIn, try parseSum()))
            } else {
                break
            }
        }
        return rest.isEmpty ? first : try expression(.compare(first, rest), line)
    }

    private mutating func parseSum() throws(Fault) -> Expression {
        var line = current.line
        var left = try parseConcat()
        while current.kind == .add || current.kind == .sub {
            let operation: Expression.Binary = advance().kind == .add ? .add : .sub
            left = try expression(.binary(operation, left, try parseConcat()), line)
            line = current.line
        }
        return left
    }

    private mutating func parseConcat() throws(Fault) -> Expression {
        let line = current.line
        var parts = [try parseProduct()]
        while skip(.tilde) { parts.append(try parseProduct()) }
        return parts.count == 1 ? parts[0] : try expression(.concat(parts), line)
    }

    private func product(_ kind: Token.Kind) -> Expression.Binary? {
        switch kind {
        case .mul: .mul
        case .div: .div
        case .floordiv: .floordiv
        case .mod: .mod
        default: nil
        }
    }

    private mutating func parseProduct() throws(Fault) -> Expression {
        var line = current.line
        var left = try parsePower()
        while let operation = product(current.kind) {
            advance()
            left = try expression(.binary(operation, left, try parsePower()), line)
            line = current.line
        }
        return left
    }

    private mutating func parsePower() throws(Fault) -> Expression {
        var line = current.line
        var left = try parseUnary()
        while skip(.pow) {
            left = try expression(.binary(.pow, left, try parseUnary()), line)
            line = current.line
        }
        return left
    }

    private mutating func parseUnary(filters: Bool = true) throws(Fault) -> Expression {
        let line = current.line
        var result: Expression
        if current.kind == .sub || current.kind == .add {
            let sign: Expression.Unary = advance().kind == .sub ? .minus : .plus
            let operand = try nested { (parser) throws(Fault) in try parser.parseUnary(filters: false) }
            result = try expression(.unary(sign, operand), line)
        } else {
            result = try parsePrimary()
        }
        result = try parsePostfix(result)
        return filters ? try parseFilters(result) : result
    }
}
