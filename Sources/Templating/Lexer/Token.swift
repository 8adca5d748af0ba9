/// One token of a template, with the place it starts.
struct Token {
    enum Kind: UInt8 {
        case data, blockBegin, blockEnd, variableBegin, variableEnd, name, string, integer, float, end
        case add, sub, mul, div, floordiv, mod, pow, tilde
        case eq, ne, lt, lteq, gt, gteq, assign
        case lparen, rparen, lbracket, rbracket, lbrace, rbrace
        case dot, colon, comma, pipe, semicolon
    }

    var kind: Kind
    var line: Int32
    /// Byte offset in the source as lexed.
    var offset: Int32
    /// The text, the decoded literal, or the number; none for an operator.
    var value: Constant

    /// The text of a name, string or data token.
    var text: PythonString {
        if case .string(let text) = value { text } else { .empty }
    }

    func isName(_ name: String) -> Bool { kind == .name && text == name }
}

extension Token.Kind: CustomStringConvertible {
    var description: String {
        switch self {
        case .data: "text"
        case .blockBegin: "begin of statement block"
        case .blockEnd: "end of statement block"
        case .variableBegin: "begin of print statement"
        case .variableEnd: "end of print statement"
        case .name: "name"
        case .string: "string"
        case .integer: "integer"
        case .float: "float"
        case .end: "end of template"
        default: "'" + (Lexer.operators.first { $0.kind == self }?.text.description ?? "") + "'"
        }
    }
}
