/// Where a field lies in a JSON object: `text`, `meta.title`, `messages[0].content`. A backslash makes a dot, a bracket
/// or a backslash part of a name: `title\.en`.
package struct FieldPath: Equatable, Sendable {
    package enum Step: Equatable, Sendable {
        case name([UInt8])
        case element(Int)
    }

    /// Of the object's member that the field is or is in.
    package let name: [UInt8]
    /// From that member's value on.
    package let steps: [Step]

    package var isDirect: Bool { steps.isEmpty }

    /// As it was written, but for backslashes.
    package var text: String {
        steps.reduce(String(decoding: name, as: UTF8.self)) { text, step in
            switch step {
            case .name(let name): text + "." + String(decoding: name, as: UTF8.self)
            case .element(let place): text + "[\(place)]"
            }
        }
    }

    package init(_ text: String) throws(DataError) {
        var rest = Array(text.utf8)[...]
        guard let name = Self.name(&rest) else { throw Self.fault(text) }
        var steps: [Step] = []
        while let mark = rest.popFirst() {
            let step = mark == UInt8(ascii: ".") ? Self.name(&rest).map(Step.name) : Self.element(&rest)
            guard let step else { throw Self.fault(text) }
            steps.append(step)
        }
        self.name = name
        self.steps = steps
    }

    private static func fault(_ text: String) -> DataError {
        DataError(
            "'\(text)' is not a path to a field",
            mend: #"write it like messages[0].content, and \ before a dot or bracket that belongs to a name"#)
    }

    /// Takes a name up to a dot, a bracket or the end; nil if it is empty or a bracket closes that none has opened.
    private static func name(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var name: [UInt8] = []
        while let byte = rest.first, byte != UInt8(ascii: "."), byte != UInt8(ascii: "[") {
            rest.removeFirst()
            if byte == UInt8(ascii: "]") { return nil }
            guard byte == UInt8(ascii: "\\") else {
                name.append(byte)
                continue
            }
            guard let meant = rest.popFirst() else { return nil }
            name.append(meant)
        }
        return name.isEmpty ? nil : name
    }

    /// Takes a number and the bracket behind it.
    private static func element(_ rest: inout ArraySlice<UInt8>) -> Step? {
        guard let close = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let digits = rest[..<close]
        rest = rest[(close + 1)...]
        guard digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
        guard let next = rest.first else { return Int(String(decoding: digits, as: UTF8.self)).map(Step.element) }
        guard next == UInt8(ascii: ".") || next == UInt8(ascii: "[") else { return nil }
        return Int(String(decoding: digits, as: UTF8.self)).map(Step.element)
    }

    /// The value the path leads to from the value of the member `name`; nil where there is none.
    ///
    /// - Parameter value: passed by a scanner before.
    package func find(
        from value: JSONValueToken, in bytes: Span<UInt8>, _ dialect: JSONDialect = .strict
    ) throws(JSONFault) -> JSONValueToken? {
        var value = value
        for step in steps {
            let inner: JSONValueToken?
            switch step {
            case .name(let name): inner = try Self.member(name, of: value, in: bytes, dialect)
            case .element(let place): inner = try Self.element(place, of: value, in: bytes, dialect)
            }
            guard let inner else { return nil }
            value = inner
        }
        return value
    }

    /// The last member of that name, as in Python.
    private static func member(
        _ name: [UInt8], of value: JSONValueToken, in bytes: Span<UInt8>, _ dialect: JSONDialect
    ) throws(JSONFault) -> JSONValueToken? {
        guard value.kind == .object else { return nil }
        var members = try JSONMembers(ofObject: bytes, at: value.range.lowerBound, dialect)
        var last: JSONValueToken?
        while let member = try members.next() {
            if member.name.spells(name.span, in: bytes) { last = member.value }
        }
        return last
    }

    private static func element(
        _ place: Int, of value: JSONValueToken, in bytes: Span<UInt8>, _ dialect: JSONDialect
    ) throws(JSONFault) -> JSONValueToken? {
        guard value.kind == .array else { return nil }
        var elements = try JSONElements(ofArray: bytes, at: value.range.lowerBound, dialect)
        var passed = 0
        while try elements.isAtNext() {
            let element = try elements.value()
            if passed == place { return element }
            passed += 1
        }
        return nil
    }
}
