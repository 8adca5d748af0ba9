/// GPT-2's printable characters for bytes (openai/gpt-2, src/encoder.py, `bytes_to_unicode`): visible Latin-1 stands
/// for itself, the other bytes for U+0100 onwards.
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

    /// The bytes in the order of their code points, which is that of their ids.
    package static let sorted: [UInt8] = (0..<256).map { UInt8($0) }.sorted { points[Int($0)] < points[Int($1)] }

    private static let bytes: [UInt16: UInt8] = Dictionary(
        uniqueKeysWithValues: points.enumerated().map { ($1, UInt8($0)) })

    /// Bytes as characters, for files.
    package static func text(_ token: Span<UInt8>) -> String {
        var text = ""
        for index in token.indices {
            if let scalar = Unicode.Scalar(points[Int(token[index])]) { text.unicodeScalars.append(scalar) }
        }
        return text
    }

    /// Characters of a file as bytes; nil if one of them stands for none.
    package static func bytes(of text: String) -> [UInt8]? {
        var found: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let point = UInt16(exactly: scalar.value), let byte = bytes[point] else { return nil }
            found.append(byte)
        }
        return found
    }
}
