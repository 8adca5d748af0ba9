/// A statement as parsed, with the line of its tag.
struct Statement {
    /// A parameter of a macro or a call block.
    struct Parameter {
        var name: PythonString
        var fallback: Expression?
    }

    struct Loop {
        var target: Expression
        var iterable: Expression
        var test: Expression?
        var isRecursive: Bool
        var body: [Statement]
        var otherwise: [Statement]
    }

    struct Block {
        var name: PythonString
        var isScoped: Bool
        var isRequired: Bool
        var body: [Statement]
    }

    indirect enum Kind {
        case text(PythonString)
        case output(Expression)
        case expression(Expression)
        /// The branches with their tests, `elif` included; the last list is `else`.
        case condition([(test: Expression, body: [Statement])], otherwise: [Statement])
        case loop(Loop)
        case assign(Expression, Expression)
        case assignBlock(Expression, filter: Expression?, body: [Statement])
        case macro(PythonString, [Parameter], body: [Statement])
        case call(Expression, [Parameter], body: [Statement])
        case filter(Expression, body: [Statement])
        case with([(target: Expression, value: Expression)], body: [Statement])
        case autoescape(Expression, body: [Statement])
        case block(Block)
        case generation(body: [Statement])
        case include(Expression, isOptional: Bool, hasContext: Bool)
        case importModule(Expression, PythonString, hasContext: Bool)
        case importNames(Expression, [(name: PythonString, alias: PythonString)], hasContext: Bool)
        case extends(Expression)
        case `break`
        case `continue`
    }

    var kind: Kind
    var line: Int32

    /// The statements directly inside this one.
    var bodies: [[Statement]] {
        switch kind {
        case .text, .output, .expression, .assign, .break, .continue, .include, .importModule, .importNames, .extends:
            []
        case .condition(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .loop(let loop): [loop.body, loop.otherwise]
        case .assignBlock(_, _, let body), .macro(_, _, let body), .call(_, _, let body), .filter(_, let body),
            .with(_, let body), .autoescape(_, let body), .generation(let body):
            [body]
        case .block(let block): [block.body]
        }
    }
}
