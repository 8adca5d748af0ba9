extension Interpreter {
    mutating func callMethod(_ op: Op) throws(Fault) -> PythonValue {
        let owner = try evaluate(Int(op.a))
        try spend(4)
        let name = program.names[Int(op.b)]
        switch owner {
        case .string where name.stringMethod >= 0:
            return try Methods.string.entries[name.stringMethod](&self, owner, try arguments(Int(op.c)))
        case .list where name.listMethod >= 0:
            return try Methods.list.entries[name.listMethod](&self, owner, try arguments(Int(op.c)))
        case .dict where name.dictMethod >= 0:
            return try Methods.dict.entries[name.dictMethod](&self, owner, try arguments(Int(op.c)))
        default:
            let callee = try attribute(owner, Int(op.b))
            return try invoke(callee, try arguments(Int(op.c)))
        }
    }

    mutating func invoke(_ callee: PythonValue, _ arguments: Arguments) throws(Fault) -> PythonValue {
        try spend(4)
        try descend()
        defer { depth &-= 1 }
        switch callee {
        case .undefined(let undefined): throw .undefined(undefined)
        case .object(let object):
            if let macro = object as? MacroObject { return try call(macro, arguments) }
            if let function = object as? BuiltinFunction {
                return try Globals.table.entries[function.index](&self, .none, arguments)
            }
            if let bound = object as? BoundMethod { return try bound.method(&self, bound.owner, arguments) }
            return try invoke(object, arguments)
        default: throw .type("'\(callee.typeName)' object is not callable")
        }
    }

    private mutating func invoke(_ object: PythonObject, _ arguments: Arguments) throws(Fault) -> PythonValue {
        if let loop = object as? LoopObject {
            guard let recursion = loop.recursion else {
                throw .type("the loop must have the 'recursive' marker to be called recursively")
            }
            let iterable = try arguments.value(0)
            let home = loop.place?.home ?? home
            return try at(home) { (machine) throws(Fault) in
                try machine.recurse(recursion.index, iterable, depth: loop.depth0 + 1, outer: recursion.frame)
            }
        }
        if let joiner = object as? Joiner {
            defer { joiner.isUsed = true }
            return joiner.isUsed ? joiner.separator : .string(.empty)
        }
        if let block = object as? BlockFunction { return try call(block) }
        throw .type("'\(object.typeName)' object is not callable")
    }

    /// Whether a value can be called.
    static func isCallable(_ value: PythonValue) -> Bool {
        switch value {
        case .undefined: true
        case .object(let object):
            object is MacroObject || object is BuiltinFunction || object is BoundMethod || object is Joiner
                || object is LoopObject || object is BlockFunction
        default: false
        }
    }
}
