/// Statements: what they print and where they lead.
extension Interpreter {
    /// How a statement ends.
    enum Flow { case on, breakLoop, continueLoop }

    mutating func run(_ index: Int) throws(Fault) -> Flow {
        let op = program.ops[index]
        do throws(Fault) {
            return try run(op)
        } catch {
            throw error.at(line: op.line)
        }
    }

    private mutating func run(_ op: Op) throws(Fault) -> Flow {
        try spend(1)
        switch op.code {
        case .body: return try runBody(op)
        case .text: if captures != passedOver { try write(text: Int(op.a)) }
        case .output:
            if captures == passedOver { break }
            let start = output.count
            if op.b == 0 { try print(Int(op.a)) } else { try write(try evaluate(Int(op.a)), escaping: op.b) }
            if isTracing, captures == 0 { printed.append(start..<output.count) }
        case .evaluate: _ = try evaluate(Int(op.a))
        case .condition: return try runCondition(op)
        case .loop: try runLoop(Int(op.a))
        case .assign: try runAssign(op)
        case .assignBlock: return try runAssignBlock(op)
        case .macro: try runMacro(op)
        case .callBlock: try runCallBlock(op)
        case .filterBlock:
            let (value, flow) = try passingOver { (machine) throws(Fault) in try machine.captured(Int(op.b)) }
            if flow != .on { return flow }
            try write(string: value)
        case .with: return try runWith(op)
        case .autoescape: return try runAutoescape(op)
        case .block: try runBlock(Int(op.a))
        case .generation: try runGeneration(op)
        case .include: try runInclude(op)
        case .importTemplate: try runImport(op)
        case .extends: try runExtends(op)
        case .breakLoop: return .breakLoop
        case .continueLoop: return .continueLoop
        default: throw Fault(.unsupported, "not a statement")
        }
        return .on
    }

    /// Runs something that collects its output; what is passed over here is so inside it.
    mutating func passingOver<T>(_ body: (inout Interpreter) throws(Fault) -> T) throws(Fault) -> T {
        guard captures == passedOver else { return try body(&self) }
        passedOver += 1
        defer { passedOver -= 1 }
        return try body(&self)
    }

    private mutating func runBody(_ op: Op) throws(Fault) -> Flow {
        try descend()
        defer { depth &-= 1 }
        for i in Int(op.a)..<Int(op.a &+ op.b) {
            let flow = try run(Int(program.children[i]))
            if flow != .on { return flow }
        }
        return .on
    }

    private mutating func write(text index: Int) throws(Fault) {
        guard case .string(let text) = program.constants[index] else { return }
        output.append(contentsOf: text.bytes)
        try checkOutput(text.bytes.count)
    }

    mutating func checkOutput(_ added: Int) throws(Fault) {
        try spend(added >> 4)
        if output.count > limits.output { throw .limit("the output is too long") }
    }

    /// Prints a value: escaped always, never, or as the setting of the moment says.
    mutating func write(_ value: PythonValue, escaping mode: Int32) throws(Fault) {
        let before = output.count
        let escapes = mode == Scope.Escaping.on.rawValue || (mode == Scope.Escaping.dynamic.rawValue && escaping)
        if escapes {
            output.append(contentsOf: try Markup.escape(value).bytes)
        } else {
            try output.append(str: value)
        }
        try checkOutput(output.count - before)
    }

    /// Prints what a filter block or a call gives, which the peer joins as it is.
    mutating func write(string value: PythonValue) throws(Fault) {
        guard case .string = value else { throw .type("expected str instance, \(value.typeName) found") }
        try write(value, escaping: 0)
    }

    private mutating func runCondition(_ op: Op) throws(Fault) -> Flow {
        var i = Int(op.a)
        let last = Int(op.a &+ op.b) - 1
        while i < last {
            if try Self.isTrue(try evaluate(Int(program.children[i]))) { return try run(Int(program.children[i + 1])) }
            i += 2
        }
        return try run(Int(program.children[last]))
    }

    private mutating func runAssign(_ op: Op) throws(Fault) {
        try checkNamespaces(Int(op.a))
        try store(Int(op.a), try evaluate(Int(op.b)))
        export(op.c)
    }

    /// The peer looks at all namespaces of a target before it evaluates the value.
    private func checkNamespaces(_ target: Int) throws(Fault) {
        let op = program.ops[target]
        switch op.code {
        case .storeNamespace:
            guard case .object(let object) = frame.out(Int(op.b))[Int(op.a)], object is Namespace else {
                throw .type("cannot assign attribute on non-namespace object")
            }
        case .storeTuple: for i in 0..<Int(op.b) { try checkNamespaces(Int(program.children[Int(op.a) + i])) }
        default: break
        }
    }

    private mutating func export(_ list: Int32) {
        guard list >= 0, let exported else { return }
        for (name, hops, slot) in program.exports[Int(list)] {
            let value = frame.out(hops)[slot]
            if case .missing = value { continue }
            exported.set(name, value)
            if !imported.isEmpty { imported.remove(name) }
        }
    }

    mutating func store(_ target: Int, _ value: PythonValue) throws(Fault) {
        let op = program.ops[target]
        switch op.code {
        case .storeName: frame.out(Int(op.b))[Int(op.a)] = value
        case .storeNamespace:
            guard case .object(let object) = frame.out(Int(op.b))[Int(op.a)], let space = object as? Namespace else {
                throw .type("cannot assign attribute on non-namespace object")
            }
            let name = program.names[Int(op.c)].text
            try checkAttribute(.string(name))
            space.attributes.set(name, value)
        default: try unpack(op, value)
        }
    }

    /// Chat templates may not store what looks like an internal of Python's.
    func checkAttribute(_ name: PythonValue) throws(Fault) {
        guard program.options.immutable, case .string(let text) = name, text.bytes.first == UInt8(ascii: "_") else {
            return
        }
        throw Fault(.security, "a namespace may not have an attribute '\(text.text)', which begins with an underscore")
    }

    private mutating func unpack(_ op: Op, _ value: PythonValue) throws(Fault) {
        guard let cursor = try Cursor(value) else {
            throw .type("cannot unpack non-iterable \(value.typeName) object")
        }
        var rest = cursor
        var items: [PythonValue] = []
        while items.count <= Int(op.b), let item = try next(&rest) { items.append(item) }
        if items.count != Int(op.b) {
            throw .value("\(items.count < Int(op.b) ? "not enough" : "too many") values to unpack (expected \(op.b))")
        }
        for (i, item) in items.enumerated() { try store(Int(program.children[Int(op.a) + i]), item) }
    }

    private mutating func runAssignBlock(_ op: Op) throws(Fault) -> Flow {
        let (value, flow) = try captured(Int(op.b))
        if flow != .on { return flow }
        if escaping {
            try store(Int(op.a), .string((try value.str()).marked(true)))
        } else {
            try store(Int(op.a), value)
        }
        export(op.c)
        return .on
    }

    /// What a capture's body prints, filtered; nothing if the body leaves the loop around it.
    private mutating func captured(_ index: Int) throws(Fault) -> (value: PythonValue, flow: Flow) {
        let capture = program.captures[index]
        try enter(capture.scope)
        var flow = Flow.on
        let text = try collect { (machine) throws(Fault) in flow = try machine.run(capture.body) }
        guard let filter = capture.filter, flow == .on else { return (.string(text), flow) }
        pending.append(.string(escaping ? text.marked(true) : text))
        defer { _ = pending.popLast() }
        return (try evaluate(filter), .on)
    }

    /// Runs something with its output going into a string.
    mutating func collect(_ body: (inout Interpreter) throws(Fault) -> Void) throws(Fault) -> PythonString {
        var outer: [UInt8] = []
        swap(&outer, &output)
        captures += 1
        defer { captures -= 1 }
        do throws(Fault) {
            try body(&self)
        } catch {
            output = outer
            throw error
        }
        swap(&outer, &output)
        return PythonString(outer)
    }

    private mutating func runWith(_ op: Op) throws(Fault) -> Flow {
        try enter(Int(op.a))
        var i = Int(op.b)
        let last = Int(op.b &+ op.c) - 1
        while i < last {
            try store(Int(program.children[i]), try evaluate(Int(program.children[i + 1])))
            i += 2
        }
        return try run(Int(program.children[last]))
    }

    private mutating func runAutoescape(_ op: Op) throws(Fault) -> Flow {
        try enter(Int(op.b))
        let saved = escaping
        escaping = try Self.isTrue(try evaluate(Int(op.a)))
        defer { escaping = saved }
        return try run(Int(op.c))
    }

    private mutating func runGeneration(_ op: Op) throws(Fault) {
        let capture = program.captures[Int(op.a)]
        try enter(capture.scope)
        let start = output.count
        _ = try run(capture.body)
        if captures == 0 { spans.append(start..<output.count) }
    }
}
