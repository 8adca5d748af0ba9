import Records

/// One render: the frame, the output so far, and what is left of the limits.
struct Interpreter {
    var program: Program
    let limits: Limits
    var context: PythonDict
    /// What the top level has assigned, for blocks and other templates to see.
    var exported: PythonDict?
    /// Names of the top level that were imported: they are not the template's own.
    var imported: Set<PythonString> = []
    /// See `Home.chains`.
    var chains: [PythonString: [Home.BlockPlace]]?
    /// The template that the current one extends.
    var parent: Program?
    /// What `captures` is where text and expressions of the top level are passed over, since the template extends
    /// another; -1 where nothing is.
    var passedOver = -1
    var frame: Frame
    var output: [UInt8] = []
    /// Bytes of output that assistants wrote, as `generation` tags mark them.
    var spans: [Range<Int>] = []
    /// Bytes of output that expressions printed, if they are noted.
    var printed: [Range<Int>] = []
    var isTracing = false
    /// Whether output is being collected into a string, where spans have no meaning.
    var captures = 0
    var steps: Int
    var calls = 0
    var depth = 0
    var escaping: Bool
    var random: Philox
    /// What `strftime_now` tells.
    var time: CivilTime?
    /// What filter blocks have captured, innermost last.
    var pending: [PythonValue] = []
    /// Everything made during the render that refers to something else.
    private var heap: [PythonObject] = []

    /// How many evaluations may be under way inside each other: what the stack of a thread holds.
    private static let depthLimit = 1200

    init(_ program: Program, _ context: PythonDict, _ limits: Limits, _ random: Philox) {
        self.program = program
        self.context = context
        self.limits = limits
        self.random = random
        steps = limits.steps
        escaping = program.options.autoescape
        frame = Frame(slots: program.slotCounts.first ?? 0, outer: nil)
        heap.append(frame)
        if program.showsTopLevel { exported = own(PythonDict()) }
    }

    /// Runs the template; the output and spans are then complete, and nothing made on the way is alive.
    mutating func render() throws(Fault) {
        defer { release() }
        try runRoot()
    }

    private mutating func release() {
        for object in heap { object.clear() }
        heap = []
    }

    /// Takes charge of an object; see `PythonObject`.
    mutating func own<T: PythonObject>(_ object: T) -> T {
        heap.append(object)
        return object
    }

    /// Pays for work.
    mutating func spend(_ amount: Int) throws(Fault) {
        steps &-= amount
        if steps < 0 { throw .limit("the template takes too many steps") }
    }

    /// Pays for bytes about to be made.
    mutating func spend(bytes: Int) throws(Fault) {
        if bytes > limits.string { throw .limit("a string is too long") }
        try spend(bytes >> 4)
    }

    /// Pays for elements about to be made.
    mutating func spend(elements: Int) throws(Fault) {
        if elements > limits.elements { throw .limit("a list is too long") }
        try spend(elements)
    }

    mutating func descend() throws(Fault) {
        depth &+= 1
        if depth > Self.depthLimit { throw .limit("the template recurses too deeply") }
    }

    /// Fills the slots of a scope that is entered.
    mutating func enter(_ scope: Int) throws(Fault) {
        for entry in program.scopes[scope] {
            switch entry.source {
            case .missing: frame[entry.slot] = .missing
            case .copy(let hops, let slot): frame[entry.slot] = frame.out(hops)[slot]
            case .resolve(let name): frame[entry.slot] = resolve(name)
            }
        }
    }

    /// A name from what the top level assigned, the context, or the functions of the language.
    private mutating func resolve(_ index: Int) -> PythonValue {
        let name = program.names[index]
        if let exported, let value = exported.value(of: name.text, hash: name.hash) { return value }
        if let value = context.value(of: name.text, hash: name.hash) { return value }
        if name.global >= 0 { return .object(BuiltinFunction(name.global)) }
        return .missing
    }

    func undefined(_ cause: Undefined.Cause) -> PythonValue {
        .undefined(Undefined(cause, program.options.undefined))
    }

    mutating func list(_ items: [PythonValue]) throws(Fault) -> PythonValue {
        try spend(elements: items.count)
        return .list(own(PythonList(items)))
    }

    mutating func tuple(_ items: [PythonValue]) throws(Fault) -> PythonValue {
        try spend(elements: items.count)
        return .tuple(own(PythonTuple(items)))
    }

    mutating func string(_ bytes: [UInt8], markup: Bool = false) throws(Fault) -> PythonValue {
        try spend(bytes: bytes.count)
        let text = PythonString(bytes)
        return .string(markup ? text.marked(true) : text)
    }

    /// The elements of an iterable.
    mutating func elements(_ value: PythonValue) throws(Fault) -> [PythonValue] {
        if case .list(let list) = value {
            try spend(elements: list.items.count)
            return list.items
        }
        var cursor = try iterate(value)
        var items: [PythonValue] = []
        while let item = try next(&cursor) {
            items.append(item)
            try spend(1)
            if items.count > limits.elements { throw .limit("a list is too long") }
        }
        return items
    }

    func iterate(_ value: PythonValue) throws(Fault) -> Cursor {
        guard let cursor = try Cursor(value) else { throw .type("'\(value.typeName)' object is not iterable") }
        return cursor
    }

    /// The next element; a pair made on the way becomes ours.
    mutating func next(_ cursor: inout Cursor) throws(Fault) -> PythonValue? {
        let item = try cursor.next()
        if case .tuple(let tuple) = item { heap.append(tuple) }
        return item
    }

    /// Truth, which a strict undefined refuses to tell.
    static func isTrue(_ value: PythonValue) throws(Fault) -> Bool {
        if case .undefined(let undefined) = value { try undefined.requireLenient() }
        return value.truth
    }
}
