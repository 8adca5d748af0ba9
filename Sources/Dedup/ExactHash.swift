internal import Records
internal import Text

/// XXH3-128 of a text with letters lower-cased and white space squeezed.
enum ExactHash {
    /// Nil for a text of white space only.
    static func of(_ text: Span<UInt8>) -> (UInt64, UInt64)? {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.count)
        var index = 0
        var isGap = false
        while index < text.count {
            let (point, length) = CodePoint.decode(text, at: index)
            if CharacterClass.of(point) == .space {
                isGap = true
            } else {
                if isGap && !folded.isEmpty { folded.append(0x20) }
                isGap = false
                let lower = Lowercase.of(point)
                if lower == point {
                    for place in index..<index + length { folded.append(text[place]) }
                } else if let scalar = Unicode.Scalar(lower) {
                    folded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            }
            index += length
        }
        return folded.isEmpty ? nil : ContentHash.xxh128(folded.span)
    }
}
