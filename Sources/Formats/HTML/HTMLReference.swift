import Records

/// What a character reference stands for: one code point or two (WHATWG HTML, sections 13.2.5.72 to 13.2.5.84).
struct HTMLReference {
    var first: UInt32
    var second: UInt32 = 0

    private static let longestName = 31
    /// Of those that need no semicolon.
    private static let longestLegacyName = 6
    private static let ampersand = HTMLReference(first: 0x26)

    /// White space, or a space that is not to be broken.
    var isSpace: Bool { first <= 0x20 || first == 0xA0 }

    func append(to output: inout [UInt8]) {
        if first < 0x80 { output.append(UInt8(first)) } else { JSONText.appendUTF8(first, to: &output) }
        if second > 0 { JSONText.appendUTF8(second, to: &output) }
    }

    /// Reads the reference at an ampersand; where there is none, the ampersand stands for itself.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ place: Int, _ limit: Int
    ) -> (reference: HTMLReference, end: Int) {
        let start = place + 1
        if start < limit, bytes[start] == UInt8(ascii: "#") {
            return readNumber(bytes, start + 1, limit) ?? (ampersand, start)
        }
        var end = start
        while end < min(limit, start + longestName), bytes[end].isASCIILetter || bytes[end].isASCIIDigit { end += 1 }
        if end < limit, bytes[end] == UInt8(ascii: ";"), let found = names[hash(bytes[start..<end])] {
            return (found.reference, end + 1)
        }
        end = min(end, start + longestLegacyName)
        while end > start + 1 {
            if let found = names[hash(bytes[start..<end])], found.isLegacy { return (found.reference, end) }
            end -= 1
        }
        return (ampersand, start)
    }

    private static func readNumber(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ limit: Int
    ) -> (HTMLReference, Int)? {
        let isHexadecimal = start < limit && bytes[start] | 0x20 == UInt8(ascii: "x")
        let first = isHexadecimal ? start + 1 : start
        var place = first
        var number: UInt32 = 0
        while place < limit, let digit = digit(bytes[place], isHexadecimal) {
            number = min(number &* (isHexadecimal ? 16 : 10) &+ digit, 0x110000)
            place += 1
        }
        guard place > first else { return nil }
        if place < limit, bytes[place] == UInt8(ascii: ";") { place += 1 }
        switch number {
        case 0, 0xD800...0xDFFF, 0x110000...: number = 0xFFFD
        case 0x80...0x9F: number = TextEncoding.windows1252[Int(number) - 0x80]
        default: break
        }
        return (HTMLReference(first: number), place)
    }

    static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        if byte.isASCIIDigit { return UInt32(byte & 15) }
        guard isHexadecimal, (0x61...0x66).contains(byte | 0x20) else { return nil }
        return UInt32(byte | 0x20) - 0x57
    }

    /// By the names' hashes, all of which differ.
    private static let names: [UInt64: (reference: HTMLReference, isLegacy: Bool)] = {
        var found: [UInt64: (reference: HTMLReference, isLegacy: Bool)] = [:]
        for entry in HTMLReferenceTable.names.utf8.split(separator: UInt8(ascii: " ")) {
            let sides = entry.split(separator: UInt8(ascii: "="))
            let isLegacy = sides[0].last == UInt8(ascii: "*")
            let points = sides[1].split(separator: UInt8(ascii: "+")).map {
                $0.reduce(UInt32(0)) { $0 << 4 | (digit($1, true) ?? 0) }
            }
            let name = Array(isLegacy ? sides[0].dropLast() : sides[0])
            let key = name.withUnsafeBufferPointer { hash($0[...]) }
            found[key] = (HTMLReference(first: points[0], second: points.count > 1 ? points[1] : 0), isLegacy)
        }
        return found
    }()

    /// FNV-1a.
    private static func hash(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
        name.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
