/// How a part's bytes are written (RFC 2045, section 6).
enum TransferEncoding {
    case identity, base64, quotedPrintable

    init(_ name: [UInt8]) {
        if name.elementsEqual("base64".utf8) {
            self = .base64
        } else if name.elementsEqual("quoted-printable".utf8) {
            self = .quotedPrintable
        } else {
            self = .identity
        }
    }

    func decode(_ body: Span<UInt8>) -> [UInt8] {
        switch self {
        case .identity: body.withUnsafeBufferPointer { Array($0) }
        case .base64: Self.base64(body)
        case .quotedPrintable: Self.quotedPrintable(body)
        }
    }

    /// What is no digit is passed over (section 6.8); the first padding ends it.
    static func base64(_ body: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count / 4 * 3)
        var (group, digits): (UInt32, Int) = (0, 0)
        for place in body.indices {
            if body[place] == UInt8(ascii: "=") { break }
            guard let digit = base64Digit(body[place]) else { continue }
            group = group << 6 | UInt32(digit)
            digits += 1
            if digits == 4 {
                output += [UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8)]
                output.append(UInt8(truncatingIfNeeded: group))
                (group, digits) = (0, 0)
            }
        }
        if digits == 2 { output.append(UInt8(truncatingIfNeeded: group >> 4)) }
        if digits == 3 { output += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)] }
        return output
    }

    private static func base64Digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x41...0x5A: byte - 0x41
        case 0x61...0x7A: byte - 0x61 + 26
        case 0x30...0x39: byte - 0x30 + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    /// `=` and two digits are a byte, and at the end of a line nothing; blanks at ends of lines are none of the text's
    /// (section 6.7). What is malformed stays as it is.
    static func quotedPrintable(_ body: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count)
        var place = 0
        while place < body.count {
            let byte = body[place]
            place += 1
            guard byte == UInt8(ascii: "=") else {
                if byte == 0x0A {
                    let isWindows = output.last == 0x0D
                    if isWindows { output.removeLast() }
                    while output.last == 0x20 || output.last == 0x09 { output.removeLast() }
                    if isWindows { output.append(0x0D) }
                }
                output.append(byte)
                continue
            }
            var end = place
            while end < body.count, body[end] == 0x20 || body[end] == 0x09 || body[end] == 0x0D { end += 1 }
            if end == body.count || body[end] == 0x0A {
                place = min(end + 1, body.count)
            } else if place + 1 < body.count, let high = digit(body[place]), let low = digit(body[place + 1]) {
                output.append(high << 4 | low)
                place += 2
            } else {
                output.append(byte)
            }
        }
        return output
    }

    static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
