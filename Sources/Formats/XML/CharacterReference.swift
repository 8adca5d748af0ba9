import CXML2
import Records

/// `&nbsp;`, `&#233;`, `&#xE9;` of HTML.
enum CharacterReference {
    /// Appends the character that the reference at `index` stands for; a no-break space becomes a space.
    ///
    /// - Returns: the length of the reference, or nil if there is none.
    static func append(at index: Int, of source: Span<UInt8>, to output: inout [UInt8]) -> Int? {
        var end = index + 1
        while end < source.count, end - index < maximumLength {
            let byte = source[end]
            guard byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "#") else { break }
            end += 1
        }
        guard end < source.count, source[end] == UInt8(ascii: ";"), end > index + 1 else { return nil }
        let name = source.extracting((index + 1)..<end).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard let point = point(of: name), let scalar = Unicode.Scalar(point) else { return nil }
        let isControl = point < 0x20 && point != 0x09 && point != 0x0A
        if isControl || point == 0x7F { return nil }
        JSONText.appendUTF8(scalar.value == 0xA0 ? 0x20 : scalar.value, to: &output)
        return end + 1 - index
    }

    private static let maximumLength = 12

    private static func point(of name: String) -> UInt32? {
        if name.hasPrefix("#x") || name.hasPrefix("#X") { return UInt32(name.dropFirst(2), radix: 16) }
        if name.hasPrefix("#") { return UInt32(name.dropFirst()) }
        // HTML 4's table, which libxml2 has, knows all but this one of XML's.
        return name == "apos" ? 0x27 : htmlEntityLookup(name).map { UInt32($0.pointee.value) }
    }
}

extension UInt8 {
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
