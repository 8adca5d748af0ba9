/// The members of one object, one after the other: of `{…}`, or of a batch's `rest`, which has no braces.
package struct JSONMembers: ~Escapable {
    package struct Member: Sendable {
        package var name: JSONStringToken
        package var value: JSONValueToken
        /// From the name's opening quote to the end of the value.
        package var range: Range<Int> { (name.range.lowerBound &- 1)..<value.range.upperBound }

        package init(name: JSONStringToken, value: JSONValueToken) {
            self.name = name
            self.value = value
        }
    }

    private var scanner: JSONScanner
    private let hasBraces: Bool
    private var isFirst = true

    /// The members of the object that begins at `position`, possibly after whitespace.
    @_lifetime(copy bytes)
    package init(
        ofObject bytes: Span<UInt8>, at position: Int = 0, _ dialect: JSONDialect = .strict
    ) throws(JSONFault) {
        scanner = JSONScanner(bytes, at: position, dialect)
        hasBraces = true
        scanner.skipWhitespace()
        guard scanner.here == UInt8(ascii: "{") else { throw scanner.fault(.notAnObject) }
        scanner.position &+= 1
    }

    /// Members separated by commas, without braces.
    @_lifetime(copy bytes)
    package init(ofMembers bytes: Span<UInt8>) {
        scanner = JSONScanner(bytes)
        hasBraces = false
    }

    /// Whether something was passed that the strict dialect refuses.
    package var isLax: Bool { scanner.isLax }

    /// Where the scanner stands: after the last member's closing brace once `next` has returned nil. Who reads a value by
    /// other means sets it after that.
    package var position: Int {
        get { scanner.position }
        set { scanner.position = newValue }
    }

    package mutating func next() throws(JSONFault) -> Member? {
        guard let name = try nextName() else { return nil }
        return Member(name: name, value: try value())
    }

    /// The first half of `next`: passes a name. Its value must be passed next.
    package mutating func nextName() throws(JSONFault) -> JSONStringToken? {
        scanner.skipWhitespace()
        if try isAtClose() { return nil }
        if !isFirst {
            guard scanner.here == UInt8(ascii: ",") else { throw scanner.fault(.noComma) }
            scanner.position &+= 1
            scanner.skipWhitespace()
        }
        isFirst = false
        return try scanner.name()
    }

    package mutating func value() throws(JSONFault) -> JSONValueToken { try scanner.value() }

    /// Passes the value and builds it.
    package mutating func tree() throws(JSONFault) -> JSONValue { try scanner.tree() }

    /// Passes the value and, if it is a string, appends what it stands for.
    package mutating func value(unescapedInto text: inout [UInt8]) throws(JSONFault) -> JSONValueToken {
        guard scanner.here == ByteScan.quote else { return try scanner.value() }
        return try scanner.string(unescapedInto: &text)
    }

    private mutating func isAtClose() throws(JSONFault) -> Bool {
        if hasBraces {
            guard scanner.here == UInt8(ascii: "}") else { return false }
            scanner.position &+= 1
            return true
        }
        return scanner.isAtEnd
    }
}
