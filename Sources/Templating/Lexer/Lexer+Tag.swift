/// What stands inside a tag: names, literals, operators, up to the closing mark.
extension Lexer {
    mutating func lexTag(isBlock: Bool) throws(Fault) {
        brackets = []
        let mark = isBlock ? marks.blockEnd : marks.variableEnd
        while at < source.count {
            if brackets.isEmpty, let end = closing(mark, at: at, trims: isBlock, plus: isBlock) {
                add(isBlock ? .blockEnd : .variableEnd)
                return advance(to: end)
            }
            let rest = skippingSpace(from: at)
            if rest > at {
                advance(to: rest)
            } else {
                try lexToken()
            }
        }
    }

    private mutating func lexToken() throws(Fault) {
        let byte = source[at]
        if isDigit(byte), let number = try NumberLiteral.scan(source, at: at) {
            add(number.isFloat ? .float : .integer, number.value)
            return advance(to: number.end)
        }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\""), let end = stringEnd(quote: byte) {
            let text = try StringLiteral.decode(source[(at + 1)..<(end - 1)], fault: fault)
            add(.string, .string(PythonString(text)))
            return advance(to: end)
        }
        let end = nameEnd()
        if end > at { return try lexName(end) }
        for (text, kind) in Self.operators where startsOperator(text) {
            if text.utf8CodeUnitCount == 1 { try balance(byte) }
            add(kind)
            return advance(to: at + text.utf8CodeUnitCount)
        }
        let length = source.span.codePointLength(at: at)
        throw fault("unexpected character '\(String(decoding: source[at..<(at + length)], as: UTF8.self))'")
    }

    private func startsOperator(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard source.count - at >= count else { return false }
        return text.withUTF8Buffer { buffer in
            buffer[0] == source[at] && (count == 1 || buffer[1] == source[at + 1])
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private func nameEnd() -> Int {
        var end = at
        let span = source.span
        while end < span.count {
            let byte = span[end]
            let isWord =
                byte < 0x80
                ? byte == 0x5F || isDigit(byte) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
                : Unicode.Scalar(span.codePoint(at: end)).map {
                    UnicodeRules.isWord($0) || UnicodeRules.isIdentifierContinue($0)
                } ?? false
            if !isWord { break }
            end += span.codePointLength(at: end)
        }
        return end
    }

    private mutating func lexName(_ end: Int) throws(Fault) {
        let name = PythonString(source[at..<end])
        guard name.isIdentifier else { throw fault("invalid character in identifier '\(name.text)'") }
        add(.name, .string(name))
        advance(to: end)
    }

    /// The offset after the closing quote; nil if there is none.
    private func stringEnd(quote: UInt8) -> Int? {
        var end = at + 1
        while end < source.count {
            if source[end] == quote { return end + 1 }
            end += source[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private mutating func balance(_ byte: UInt8) throws(Fault) {
        switch byte {
        case UInt8(ascii: "{"): brackets.append(UInt8(ascii: "}"))
        case UInt8(ascii: "("): brackets.append(UInt8(ascii: ")"))
        case UInt8(ascii: "["): brackets.append(UInt8(ascii: "]"))
        case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
            let name = Character(Unicode.Scalar(byte))
            guard let due = brackets.popLast() else { throw fault("unexpected '\(name)'") }
            if due != byte { throw fault("unexpected '\(name)', expected '\(Character(Unicode.Scalar(due)))'") }
        default: break
        }
    }
}
