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

    /// Appends members with commas between them; those whose values are empty are left out.
    package static func appendMembers(_ members: [(name: String, value: [UInt8])], to output: inout [UInt8]) {
        let start = output.count
        for (name, value) in members where !value.isEmpty {
            if output.count > start { output.append(UInt8(ascii: ",")) }
            appendString(name, to: &output)
            output.append(UInt8(ascii: ":"))
            // Bytes that are no UTF-8 become U+FFFD.
            appendString(String(decoding: value, as: UTF8.self), to: &output)
        }
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
        // The longest is -9223372036854775808.
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = 20
        var left = number.magnitude
        repeat {
            first -= 1
            digits[first] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: left % 10)
            left /= 10
        } while left != 0
        if number < 0 {
            first -= 1
            digits[first] = UInt8(ascii: "-")
        }
        digits.span.extracting(first...).withUnsafeBufferPointer { output.append(contentsOf: $0) }
    }

    /// The shortest digits that read back as `number`; `null` for what JSON has no number for.
    package static func appendNumbers(_ numbers: some Sequence<Int32>, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (place, number) in numbers.enumerated() {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            appendNumber(Int(number), to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    package static func appendNumber(_ number: Double, to output: inout [UInt8]) {
        output.append(contentsOf: number.isFinite ? number.description.utf8 : "null".utf8)
    }

    /// Appends a scalar value; what is none becomes U+FFFD.
    package static func appendUTF8(_ scalar: UInt32, to output: inout [UInt8]) {
        let scalar = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
