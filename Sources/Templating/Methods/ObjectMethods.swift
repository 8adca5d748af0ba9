/// Methods of `loop` and `cycler`.
enum ObjectMethods {
    static let loop = [Builtin("cycle", nil, cycle), Builtin("changed", nil, changed)]
    static let cycler = [Builtin("next", next), Builtin("reset", reset)]

    private static func cycle(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        guard case .object(let object) = value, let loop = object as? LoopObject, arguments.count > 0 else {
            throw .type("no items for cycling given")
        }
        return arguments.positional[max(0, loop.index0) % arguments.count]
    }

    private static func changed(
        _ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments
    ) throws(Fault) -> PythonValue {
        guard case .object(let object) = value, let loop = object as? LoopObject else { return .bool(false) }
        if let watched = loop.watched {
            let left = PythonValue.tuple(PythonTuple(watched))
            if try left.isEqual(to: .tuple(PythonTuple(arguments.positional))) { return .bool(false) }
        }
        loop.watched = arguments.positional
        return .bool(true)
    }

    private static func next(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        guard case .object(let object) = value, let cycler = object as? Cycler else { return .none }
        return cycler.next()
    }

    private static func reset(_ machine: inout Interpreter, _ value: PythonValue, _ arguments: Arguments) throws(Fault)
        -> PythonValue
    {
        if case .object(let object) = value, let cycler = object as? Cycler { cycler.position = 0 }
        return .none
    }
}
