package import Records

/// GPT-2's printable characters for bytes (openai/gpt-2, src/encoder.py, `bytes_to_unicode`): visible Latin-1 stands
/// for itself, the other bytes for U+0100 onwards. Tokenizer files write tokens with it.
package enum ByteAlphabet {
    /// Code point of each byte.
    package static let points: [UInt16] = {
        var next: UInt16 = 0x100
        return (0..<256).map { byte in
            let isVisible = (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || (0xAE...0xFF).contains(byte)
            if isVisible { return UInt16(byte) }
            defer { next += 1 }
            return next
        }
    }()

    /// The bytes in the order of their code points, which is that of their ids after training.
    package static let sorted: [UInt8] = (0..<256).map { UInt8($0) }.sorted { points[Int($0)] < points[Int($1)] }

    static func character(of byte: UInt8) -> Unicode.Scalar { Unicode.Scalar(points[Int(byte)]) ?? " " }

    /// The highest code point in use is U+0143.
    private static let bytes: [Int16] = {
        var bytes = [Int16](repeating: -1, count: 0x144)
        for (byte, point) in points.enumerated() { bytes[Int(point)] = Int16(byte) }
        return bytes
    }()

    /// The bytes that characters stand for.
    package static func bytes(of characters: String) throws(DataError) -> [UInt8] {
        var found: [UInt8] = []
        for character in characters.unicodeScalars {
            guard appendBytes(of: Array(String(character).utf8).span, to: &found) else {
                throw DataError(
                    "'\(character)' stands for no byte",
                    mend: "write a space as Ġ, and other bytes as tokenizer files do")
            }
        }
        return found
    }

    /// Appends bytes as the UTF-8 of their characters; none has more than two bytes.
    static func append(_ token: Span<UInt8>, to text: inout [UInt8]) {
        for index in token.indices {
            let point = points[Int(token[index])]
            if point < 0x80 {
                text.append(UInt8(truncatingIfNeeded: point))
            } else {
                text.append(UInt8(truncatingIfNeeded: 0xC0 | point >> 6))
                text.append(UInt8(truncatingIfNeeded: 0x80 | point & 0x3F))
            }
        }
    }

    /// Appends the bytes that the characters of UTF-8 stand for; false if one of them stands for none.
    static func appendBytes(of text: Span<UInt8>, to token: inout [UInt8]) -> Bool {
        var index = 0
        while index < text.count {
            let first = text[index]
            var point = Int(first)
            index += 1
            if first >= 0x80 {
                guard first & 0xE0 == 0xC0, index < text.count else { return false }
                point = Int(first & 0x1F) << 6 | Int(text[index] & 0x3F)
                index += 1
            }
            guard point < bytes.count, bytes[point] >= 0 else { return false }
            token.append(UInt8(truncatingIfNeeded: bytes[point]))
        }
        return true
    }
}
