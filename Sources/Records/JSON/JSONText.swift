/// Writing JSON, and reading its strings: the text between the quotes and the bytes it stands for.
package enum JSONText {
    private static let hexadecimal: StaticString = "0123456789abcdef"

    /// Appends `text` as a quoted JSON string. Only what must be escaped is; text beyond ASCII stays as it is.
    package static func appendString(_ text: Span<UInt8>, to output: inout [UInt8]) {
        output.append(ByteScan.quote)
        text.withUnsafeBufferPointer { buffer in
            var start = 0
            while true {
                let end = ByteScan.endOfPlainText(in: text, from: start)
                output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<end]))
                if end >= text.count { break }
                appendEscape(buffer[end], to: &output)
                start = end &+ 1
            }
        }
        output.append(ByteScan.quote)
    }

    package static func appendString(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { appendString($0.span, to: &output) }
    }

    private static func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(ByteScan.backslash)
        switch byte {
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case ByteScan.quote, ByteScan.backslash: output.append(byte)
        default:
            output.append(contentsOf: "u00".utf8)
            output.append(hexadecimal.utf8Start[Int(byte &>> 4)])
            output.append(hexadecimal.utf8Start[Int(byte & 15)])
        }
    }

    package static func appendNumber(_ number: Int, to output: inout [UInt8]) {
        if number < 0 { output.append(UInt8(ascii: "-")) }
        let start = output.count
        var left = number.magnitude
        repeat {
            output.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: left % 10))
            left /= 10
        } while left != 0
        output[start...].reverse()
    }

    /// The shortest digits that read back as `number`; `null` for what JSON has no number for.
    package static func appendNumber(_ number: Double, to output: inout [UInt8]) {
        output.append(contentsOf: number.isFinite ? number.description.utf8 : "null".utf8)
    }

    /// Appends the bytes a JSON string stands for.
    ///
    /// - Parameter inner: what lies between the quotes, passed by `JSONScanner` before.
    package static func appendUnescaped(_ inner: Span<UInt8>, to output: inout [UInt8]) {
        inner.withUnsafeBufferPointer { buffer in
            var start = 0
            while true {
                let end = ByteScan.first(ByteScan.backslash, in: inner, from: start) ?? inner.count
                output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<end]))
                if end &+ 1 >= inner.count { return }
                start = appendCharacter(inner, at: end &+ 1, to: &output)
            }
        }
    }

    /// Appends what the escape whose letter is at `index` stands for, and returns the index after it.
    private static func appendCharacter(_ inner: Span<UInt8>, at index: Int, to output: inout [UInt8]) -> Int {
        let letter = inner[index]
        switch letter {
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "u"): return appendCodePoint(inner, at: index &+ 1, to: &output)
        default: output.append(letter)
        }
        return index &+ 1
    }

    private static func appendCodePoint(_ inner: Span<UInt8>, at index: Int, to output: inout [UInt8]) -> Int {
        let first = codeUnit(inner, at: index)
        if first & 0xFC00 == 0xD800, index &+ 10 <= inner.count {
            let second = codeUnit(inner, at: index &+ 6)
            appendUTF8(0x10000 &+ (first & 0x3FF) &<< 10 &+ second & 0x3FF, to: &output)
            return index &+ 10
        }
        appendUTF8(first, to: &output)
        return index &+ 4
    }

    private static func codeUnit(_ inner: Span<UInt8>, at index: Int) -> UInt32 {
        var unit: UInt32 = 0
        for place in index..<min(index &+ 4, inner.count) {
            unit = unit &<< 4 | (JSONScanner.hexadecimalDigit(inner[place]) ?? 0)
        }
        return unit
    }

    /// Appends a scalar value; what is none becomes U+FFFD.
    package static func appendUTF8(_ scalar: UInt32, to output: inout [UInt8]) {
        let scalar = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
