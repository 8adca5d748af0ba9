extension Interpreter {
    mutating func runLoop(_ index: Int) throws(Fault) {
        let code = program.loops[index]
        let iterable = try evaluate(code.iterable)
        guard code.function != nil else { return try turn(code, iterable, depth: 0, recursion: nil) }
        let outer = frame
        let text = try passingOver { (machine) throws(Fault) in
            try machine.recurse(index, iterable, depth: 0, outer: outer)
        }
        if case .string(let text) = text {
            output.append(contentsOf: text.bytes)
            try checkOutput(text.bytes.count)
        }
    }

    /// A recursive loop's body as a function: runs in a frame of its own, gives what it prints.
    mutating func recurse(_ index: Int, _ iterable: PythonValue, depth: Int, outer: Frame) throws(Fault) -> PythonValue
    {
        let code = program.loops[index]
        let inside = Frame(slots: program.slotCounts[code.function ?? 0], outer: outer)
        let text = try call(in: inside) { (machine) throws(Fault) in
            try machine.turn(code, iterable, depth: depth, recursion: (index, outer))
        }
        return .string(escaping ? text.marked(true) : text)
    }

    /// Runs something in a new frame, one call deeper, and gives what it prints.
    mutating func call(
        in inside: Frame, _ body: (inout Interpreter) throws(Fault) -> Void
    ) throws(Fault) -> PythonString {
        try spend(8)
        calls += 1
        let saved = frame
        frame = own(inside)
        defer {
            calls -= 1
            frame = saved
        }
        if calls > limits.calls { throw .limit("macros and loops call each other too deeply") }
        return try collect(body)
    }

    /// All turns of a loop in the current frame.
    private mutating func turn(
        _ code: Program.Loop, _ iterable: PythonValue, depth: Int, recursion: (index: Int, frame: Frame)?
    ) throws(Fault) {
        var cursor = try iterate(iterable)
        if code.test != nil { try enter(code.testScope) }
        var isComplete = false
        if let slot = code.loopSlot {
            let loop = own(LoopObject(cursor, code, depth: depth, recursion: recursion, home: home, frame: frame))
            while let item = try advance(loop) {
                try store(code.target, item)
                frame[slot] = .object(loop)
                guard let flow = try turnOnce(code) else { break }
                if flow == .on { isComplete = true }
            }
        } else {
            while let item = try pull(&cursor, code) {
                try store(code.target, item)
                guard let flow = try turnOnce(code) else { break }
                if flow == .on { isComplete = true }
            }
        }
        // The peer notes that the loop ran at the end of a turn, so `continue` in every turn leads to `else` too.
        if let otherwise = code.otherwise, !isComplete {
            try enter(code.otherwiseScope)
            _ = try run(otherwise)
        }
    }

    /// One turn; nil if it ended the loop.
    private mutating func turnOnce(_ code: Program.Loop) throws(Fault) -> Flow? {
        try enter(code.scope)
        let flow = try run(code.body)
        return flow == .breakLoop ? nil : flow
    }

    /// The next item that passes the loop's test.
    private mutating func pull(_ cursor: inout Cursor, _ code: Program.Loop) throws(Fault) -> PythonValue? {
        while let item = try next(&cursor) {
            try spend(1)
            guard let test = code.test else { return item }
            try store(code.testTarget, item)
            if try Self.isTrue(try evaluate(test)) { return item }
        }
        return nil
    }

    private mutating func pull(_ loop: LoopObject) throws(Fault) -> PythonValue? {
        if let rest = loop.drained {
            guard loop.drainedAt < rest.count else { return nil }
            loop.drainedAt += 1
            return rest[loop.drainedAt - 1]
        }
        var cursor = loop.cursor
        defer { loop.cursor = cursor }
        // Another function, or another template, may have been given the loop.
        guard loop.code.test != nil, let place = loop.place, place.frame !== frame else {
            return try pull(&cursor, loop.code)
        }
        let saved = frame
        frame = place.frame
        defer { frame = saved }
        return try at(place.home) { (machine) throws(Fault) in try machine.pull(&cursor, loop.code) }
    }

    private mutating func advance(_ loop: LoopObject) throws(Fault) -> PythonValue? {
        let item: PythonValue
        if let ahead = loop.ahead {
            item = ahead
            loop.ahead = nil
        } else {
            guard let pulled = try pull(loop) else { return nil }
            item = pulled
        }
        loop.index0 += 1
        loop.previous = loop.current
        loop.current = item
        return item
    }

    /// The item after the current one, without moving on.
    mutating func peek(_ loop: LoopObject) throws(Fault) -> PythonValue? {
        if loop.ahead == nil { loop.ahead = try pull(loop) }
        return loop.ahead
    }

    /// How many turns the loop has; what cannot be counted is worked out to its end.
    mutating func length(_ loop: LoopObject) throws(Fault) -> Int {
        if let known = loop.length { return known }
        if loop.code.test == nil, let known = loop.cursor.knownCount {
            loop.length = known
            return known
        }
        var rest: [PythonValue] = []
        while let item = try pull(loop) {
            rest.append(item)
            if rest.count > limits.elements { throw .limit("a list is too long") }
        }
        loop.drained = rest
        loop.drainedAt = 0
        let length = rest.count + loop.index0 + 1 + (loop.ahead == nil ? 0 : 1)
        loop.length = length
        return length
    }
}
