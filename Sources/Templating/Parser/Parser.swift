/// Recursive descent over the tokens, with the peer's grammar: also where that grammar is odd, since templates rely
/// on it.
struct Parser {
    private let tokens: [Token]
    private var position = 0
    private var nesting = 0
    /// The tags that are open, for messages.
    var openTags: [PythonString] = []
    /// Names of blocks seen; each may stand once.
    var blockNames: Set<PythonString> = []
    let options: TemplateOptions

    private init(_ tokens: [Token], _ options: TemplateOptions) {
        self.tokens = tokens
        self.options = options
    }

    static func parse(_ tokens: [Token], _ options: TemplateOptions) throws(Fault) -> [Statement] {
        var parser = Parser(tokens, options)
        return try parser.statements(until: [])
    }

    var current: Token { tokens[position] }

    /// The token after the current one.
    var following: Token { tokens[min(position + 1, tokens.count - 1)] }

    @discardableResult
    mutating func advance() -> Token {
        let token = tokens[position]
        if position < tokens.count - 1 { position += 1 }
        return token
    }

    func fault(_ message: String, at token: Token? = nil) -> Fault {
        let token = token ?? current
        return Fault(.syntax, message, line: token.line, offset: token.offset)
    }

    func described(_ token: Token) -> String {
        switch token.kind {
        case .name: "'" + token.text.text + "'"
        default: token.kind.description
        }
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws(Fault) -> Token {
        guard current.kind == kind else {
            if current.kind == .end { throw fault("unexpected end of template, expected \(kind)") }
            throw fault("expected \(kind), got \(described(current))")
        }
        return advance()
    }

    @discardableResult
    mutating func expect(name: String) throws(Fault) -> Token {
        guard current.isName(name) else { throw fault("expected '\(name)', got \(described(current))") }
        return advance()
    }

    mutating func skip(_ kind: Token.Kind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    mutating func skip(name: String) -> Bool {
        guard current.isName(name) else { return false }
        advance()
        return true
    }

    /// Runs a part of the grammar one level deeper; the limit keeps the source from choosing the depth of our stack.
    mutating func nested<T>(_ body: (inout Parser) throws(Fault) -> T) throws(Fault) -> T {
        nesting += 1
        defer { nesting -= 1 }
        if nesting > Limits.nesting {
            throw Fault(.limit, "the template is nested too deeply", line: current.line, offset: current.offset)
        }
        return try body(&self)
    }

    /// An expression over others, one deeper than the deepest.
    func expression(_ kind: Expression.Kind, _ line: Int32) throws(Fault) -> Expression {
        var result = Expression(kind: kind, line: line, depth: 0)
        result.depth = 1 + (result.children.map(\.depth).max() ?? 0)
        if result.depth > Limits.expressionDepth {
            throw Fault(.limit, "the expression is nested too deeply", line: line)
        }
        return result
    }
}
