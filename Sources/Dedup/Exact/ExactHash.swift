internal import Records
internal import Text

/// XXH3-128 of texts in NFC, without regard to case and with white space squeezed.
struct ExactHash {
    private var composed: [UInt8] = []
    private var folded: [UInt8] = []

    /// ASCII bytes in lower case; white space as a space; 0 where the byte begins a longer code point.
    private static let ascii = InlineArray<256, UInt8> { byte in
        switch byte {
        case 0x41...0x5A: UInt8(byte + 0x20)
        case 0x09...0x0D: 0x20
        case 0..<0x80: UInt8(byte)
        default: 0
        }
    }

    /// Nil for a text of white space only.
    mutating func of(_ text: Span<UInt8>) -> (UInt64, UInt64)? {
        var output: [UInt8] = []
        swap(&output, &folded)
        defer { swap(&output, &folded) }
        output.removeAll(keepingCapacity: true)
        if Composition.isComposed(text) {
            Self.fold(text, into: &output)
        } else {
            composed.removeAll(keepingCapacity: true)
            Composition.append(text, to: &composed)
            Self.fold(composed.span, into: &output)
        }
        return output.isEmpty ? nil : ContentHash.xxh128(output.span)
    }

    private static func fold(_ text: Span<UInt8>, into output: inout [UInt8]) {
        output.reserveCapacity(text.count + 1)
        var index = 0
        while index < text.count {
            let byte = ascii[Int(text[index])]
            if byte > 0x20 {
                output.append(byte)
                index += 1
            } else if byte == 0x20 {
                appendSpace(to: &output)
                index += 1
            } else {
                index += foldPoint(text, index, into: &output)
            }
        }
        if output.last == 0x20 { output.removeLast() }
    }

    private static func appendSpace(to output: inout [UInt8]) {
        if let last = output.last, last != 0x20 { output.append(0x20) }
    }

    /// Returns how many bytes were read.
    private static func foldPoint(_ text: Span<UInt8>, _ index: Int, into output: inout [UInt8]) -> Int {
        let (point, length) = CodePoint.decode(text, at: index)
        let folded = CaseFolding.of(point)
        if folded == point {
            if CharacterClass.of(point) == .space {
                appendSpace(to: &output)
            } else {
                for place in index..<index + length { output.append(text[place]) }
            }
        } else if let scalar = Unicode.Scalar(folded) {
            output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        return length
    }
}
