/// The elements of one array, one after the other, without a tree of them.
package struct JSONElements: ~Escapable {
    private var scanner: JSONScanner
    private var isFirst = true

    /// The elements of the array that begins at `position`.
    @_lifetime(copy bytes)
    package init(
        ofArray bytes: Span<UInt8>, at position: Int, _ dialect: JSONDialect = .strict
    ) throws(JSONFault) {
        scanner = JSONScanner(bytes, at: position, dialect)
        guard scanner.here == UInt8(ascii: "[") else { throw scanner.fault(.notAValue) }
        scanner.position &+= 1
    }

    /// Where the scanner stands: after the closing bracket once `isAtNext` has returned false. Who reads an element by
    /// other means sets it after that.
    package var position: Int {
        get { scanner.position }
        set { scanner.position = newValue }
    }

    /// Passes what is before the next element, or the closing bracket.
    ///
    /// - Returns: whether there is an element, which must be passed next.
    package mutating func isAtNext() throws(JSONFault) -> Bool {
        scanner.skipWhitespace()
        if scanner.here == UInt8(ascii: "]") {
            scanner.position &+= 1
            return false
        }
        if !isFirst {
            guard scanner.here == UInt8(ascii: ",") else { throw scanner.fault(.noComma) }
            scanner.position &+= 1
            scanner.skipWhitespace()
        }
        isFirst = false
        return true
    }

    /// Whether the element that is due is an array.
    package var isAtArray: Bool { scanner.here == UInt8(ascii: "[") }

    package mutating func value() throws(JSONFault) -> JSONValueToken { try scanner.value() }

    /// Passes an element that must be a string.
    package mutating func string() throws(JSONFault) -> JSONStringToken {
        guard scanner.here == ByteScan.quote else { throw scanner.fault(.notAString) }
        return try scanner.string()
    }
}
