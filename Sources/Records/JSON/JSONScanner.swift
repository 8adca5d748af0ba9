/// A cursor over JSON text that checks what it passes and makes no tree.
///
/// Nothing recurses, and depth is limited by `JSONNesting.limit`. Bytes at and above 0x80 are passed in strings without a
/// look: validate the whole text with `UTF8Validation` first, it is faster.
package struct JSONScanner: ~Escapable {
    let bytes: Span<UInt8>
    package var position: Int
    let dialect: JSONDialect
    /// Something was passed that the strict dialect refuses.
    package internal(set) var isLax = false

    @_lifetime(copy bytes)
    package init(_ bytes: Span<UInt8>, at position: Int = 0, _ dialect: JSONDialect = .strict) {
        self.bytes = bytes
        self.dialect = dialect
        self.position = position
    }

    package var isAtEnd: Bool { position >= bytes.count }

    /// The byte at the cursor; 0, which stands nowhere in JSON, at the end.
    @inline(__always)
    package var here: UInt8 { position < bytes.count ? bytes[unchecked: position] : 0 }

    func fault(_ reason: JSONFault.Reason) -> JSONFault {
        JSONFault(position >= bytes.count ? .endsEarly : reason, at: position)
    }

    @inline(__always)
    package mutating func skipWhitespace() {
        while position < bytes.count {
            let byte = bytes[unchecked: position]
            if byte > 0x20 || (byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09) { return }
            position &+= 1
        }
    }

    /// Nothing but whitespace may be left.
    package mutating func expectEnd() throws(JSONFault) {
        skipWhitespace()
        if position < bytes.count { throw JSONFault(.trailingBytes, at: position) }
    }

    /// Passes a value and whatever is in it.
    package mutating func value() throws(JSONFault) -> JSONValueToken {
        let start = position
        switch here {
        case ByteScan.quote:
            let token = try string()
            return JSONValueToken(kind: .string, range: start..<position, hasEscapes: token.hasEscapes)
        case UInt8(ascii: "{"):
            try container()
            return JSONValueToken(kind: .object, range: start..<position, hasEscapes: false)
        case UInt8(ascii: "["):
            try container()
            return JSONValueToken(kind: .array, range: start..<position, hasEscapes: false)
        default:
            let kind = try scalar()
            return JSONValueToken(kind: kind, range: start..<position, hasEscapes: false)
        }
    }

    /// Passes a name, its colon and the space around it.
    package mutating func name() throws(JSONFault) -> JSONStringToken {
        guard here == ByteScan.quote else { throw fault(.notAString) }
        let token = try string()
        skipWhitespace()
        guard here == UInt8(ascii: ":") else { throw fault(.noColon) }
        position &+= 1
        skipWhitespace()
        return token
    }

    /// Passes an array or object, keeping the open brackets as bits.
    private mutating func container() throws(JSONFault) {
        var open = JSONNesting()
        repeat {
            let opensAnother = try startOfValue(&open)
            if opensAnother { continue }
            try afterValue(&open)
        } while !open.isEmpty
    }

    /// - Returns: true when a bracket was opened and a value is due next.
    @inline(__always)
    private mutating func startOfValue(_ open: inout JSONNesting) throws(JSONFault) -> Bool {
        switch here {
        case UInt8(ascii: "{"):
            try open.push(object: true, at: position)
            position &+= 1
            skipWhitespace()
            if here != UInt8(ascii: "}") {
                _ = try name()
                return true
            }
            position &+= 1
            open.pop()
        case UInt8(ascii: "["):
            try open.push(object: false, at: position)
            position &+= 1
            skipWhitespace()
            if here != UInt8(ascii: "]") { return true }
            position &+= 1
            open.pop()
        case ByteScan.quote: _ = try string()
        default: _ = try scalar()
        }
        return false
    }

    /// After a value: closes brackets until a comma leads to the next value or none is open.
    @inline(__always)
    private mutating func afterValue(_ open: inout JSONNesting) throws(JSONFault) {
        while !open.isEmpty {
            skipWhitespace()
            let byte = here
            if byte == UInt8(ascii: ",") {
                position &+= 1
                skipWhitespace()
                if open.isInObject { _ = try name() }
                return
            }
            guard byte == (open.isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw fault(.noComma) }
            position &+= 1
            open.pop()
        }
    }
}
