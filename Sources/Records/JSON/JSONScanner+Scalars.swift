extension JSONScanner {
    /// Passes a string from its opening quote on.
    package mutating func string() throws(JSONFault) -> JSONStringToken {
        let start = position &+ 1
        var hasEscapes = false
        position = start
        while true {
            position = ByteScan.endOfPlainText(in: bytes, from: position)
            let byte = here
            if byte == ByteScan.quote {
                position &+= 1
                return JSONStringToken(range: start..<(position &- 1), hasEscapes: hasEscapes)
            }
            guard byte == ByteScan.backslash else { throw fault(.controlCharacter) }
            hasEscapes = true
            try escape()
        }
    }

    /// The letters of short escapes, as bits of two words.
    @inline(__always)
    private static func isShortEscape(_ letter: UInt8) -> Bool {
        let word: UInt64 = letter & 0x40 == 0 ? 0x0000_8004_0000_0000 : 0x0014_4044_1000_0000
        return word &>> UInt64(letter & 63) & 1 == 1 && letter < 0x80
    }

    /// Passes an escape from its backslash on.
    @inline(__always)
    mutating func escape() throws(JSONFault) {
        position &+= 1
        if Self.isShortEscape(here) {
            position &+= 1
        } else {
            try codePointEscape()
        }
    }

    /// Passes `uXXXX`, twice for surrogates.
    private mutating func codePointEscape() throws(JSONFault) {
        let start = position &- 1
        guard here == UInt8(ascii: "u") else { throw fault(.badEscape) }
        let unit = try codeUnit()
        guard unit & 0xF800 == 0xD800 else { return }
        // A high surrogate must be followed by an escaped low one.
        let end = position
        if unit < 0xDC00, here == ByteScan.backslash, position &+ 1 < bytes.count,
            bytes[position &+ 1] == UInt8(ascii: "u")
        {
            position &+= 1
            if try codeUnit() & 0xFC00 == 0xDC00 { return }
        }
        guard dialect == .python else { throw JSONFault(.loneSurrogate, at: start) }
        isLax = true
        position = end
    }

    /// Passes `uXXXX`.
    private mutating func codeUnit() throws(JSONFault) -> UInt32 {
        position &+= 1
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Self.hexadecimalDigit(here) else { throw fault(.badEscape) }
            unit = unit &<< 4 | digit
            position &+= 1
        }
        return unit
    }

    @inline(__always)
    static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte &- UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte &- UInt8(ascii: "a") &+ 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte &- UInt8(ascii: "A") &+ 10)
        default: nil
        }
    }

    /// Passes a number or a word.
    mutating func scalar() throws(JSONFault) -> JSONValueToken.Kind {
        switch here {
        case UInt8(ascii: "t"):
            try word("true")
            return .true
        case UInt8(ascii: "f"):
            try word("false")
            return .false
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        case UInt8(ascii: "N") where dialect == .python:
            try word("NaN")
        case UInt8(ascii: "I") where dialect == .python:
            try word("Infinity")
        case UInt8(ascii: "-") where dialect == .python && isBeforeInfinity:
            try word("-Infinity")
        default:
            try number()
            return .number
        }
        // JSON has no such numbers, so nothing is left of them.
        isLax = true
        return .null
    }

    private var isBeforeInfinity: Bool {
        position &+ 1 < bytes.count && bytes[position &+ 1] == UInt8(ascii: "I")
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        let start = position
        for place in 0..<word.utf8CodeUnitCount {
            guard here == word.utf8Start[place] else {
                throw position >= bytes.count ? fault(.endsEarly) : JSONFault(.notAValue, at: start)
            }
            position &+= 1
        }
    }

    @inline(__always)
    private var isAtDigit: Bool { here &- UInt8(ascii: "0") < 10 }

    private mutating func digits() throws(JSONFault) {
        guard isAtDigit else { throw fault(.badNumber) }
        repeat { position &+= 1 } while isAtDigit
    }

    private mutating func number() throws(JSONFault) {
        if here == UInt8(ascii: "-") {
            position &+= 1
        } else if !isAtDigit {
            throw fault(.notAValue)
        }
        if here == UInt8(ascii: "0") {
            position &+= 1
            if isAtDigit { throw fault(.badNumber) }
        } else {
            try digits()
        }
        if here == UInt8(ascii: ".") {
            position &+= 1
            try digits()
        }
        if here | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if here == UInt8(ascii: "+") || here == UInt8(ascii: "-") { position &+= 1 }
            try digits()
        }
    }
}
