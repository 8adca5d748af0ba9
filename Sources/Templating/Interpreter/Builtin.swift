/// A filter, test, function or method that is part of the language: its signature, and what it does with a value.
struct Builtin: Sendable {
    typealias Body = @Sendable (inout Interpreter, PythonValue, Arguments) throws(Fault) -> PythonValue

    let name: String
    /// Parameter names; empty for one that can only be given by position. Nil if it takes anything.
    let parameters: [String]?
    let required: Int
    /// The only dialect that has it, if not all.
    let dialect: TemplateOptions.Dialect?
    let body: Body

    /// One that takes no arguments.
    init(_ name: String, only dialect: TemplateOptions.Dialect? = nil, _ body: @escaping Body) {
        self.init(name, [], only: dialect, body)
    }

    init(
        _ name: String, _ parameters: [String]?, required: Int = 0, only dialect: TemplateOptions.Dialect? = nil,
        _ body: @escaping Body
    ) {
        self.name = name
        self.parameters = parameters
        self.required = required
        self.dialect = dialect
        self.body = body
    }

    /// Calls it, with the arguments put in the order of its parameters.
    func callAsFunction(
        _ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        guard let parameters else { return try body(&machine, value, arguments) }
        if arguments.keywords.isEmpty, arguments.count >= required, arguments.count <= parameters.count {
            return try body(&machine, value, arguments)
        }
        return try body(&machine, value, try bind(arguments, parameters))
    }

    private func bind(_ arguments: Arguments, _ parameters: [String]) throws(Fault) -> Arguments {
        var bound = arguments.positional
        if bound.count > parameters.count {
            throw .type("\(name)() takes at most \(parameters.count) arguments, \(bound.count) given")
        }
        for keyword in arguments.keywords {
            guard let index = parameters.firstIndex(where: { !$0.isEmpty && keyword.name == $0 }) else {
                throw .type("\(name)() got an unexpected keyword argument '\(keyword.name.text)'")
            }
            while bound.count <= index { bound.append(.missing) }
            guard case .missing = bound[index] else {
                throw .type("\(name)() got multiple values for argument '\(keyword.name.text)'")
            }
            bound[index] = keyword.value
        }
        let result = Arguments(positional: bound)
        for index in 0..<required where result[index] == nil {
            throw .type("\(name)() missing required argument '\(parameters[index])'")
        }
        return result
    }
}
