extension JSONText {
    /// What the letters of short escapes stand for, from `"` (0x22) on.
    private static let shortEscapes: StaticString =
        "\"............/............................................\\.....\u{8}...\u{C}.......\n...\r.\t"
    private static let firstShortEscape = UInt8(ascii: "\"")

    /// Appends the bytes a JSON string stands for.
    ///
    /// - Parameter inner: what lies between the quotes, passed by `JSONScanner` before.
    package static func appendUnescaped(_ inner: Span<UInt8>, to output: inout [UInt8]) {
        inner.withUnsafeBufferPointer { buffer in
            var start = 0
            while start < inner.count {
                let end = ByteScan.first(ByteScan.backslash, in: inner, from: start) ?? inner.count
                output.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<end]))
                if end >= inner.count { return }
                output.append(contentsOf: repeatElement(0, count: 4))
                var length = output.count &- 4
                start = output.withUnsafeMutableBytes { unescapeOne(inner, at: end, into: $0, &length) }
                output.removeLast(output.count &- length)
            }
        }
    }

    /// Writes what the escape at `index` stands for and returns the index after it.
    @inline(__always)
    static func unescapeOne(
        _ inner: Span<UInt8>, at index: Int, into target: UnsafeMutableRawBufferPointer, _ written: inout Int
    ) -> Int {
        guard index &+ 1 < inner.count else { return inner.count }
        let letter = inner[index &+ 1]
        if letter == UInt8(ascii: "u") {
            return unescapeCodePoint(inner, at: index &+ 2, into: target, &written)
        }
        let place = Int(letter &- firstShortEscape)
        target[written] = place < shortEscapes.utf8CodeUnitCount ? shortEscapes.utf8Start[place] : letter
        written &+= 1
        return index &+ 2
    }

    private static func unescapeCodePoint(
        _ inner: Span<UInt8>, at index: Int, into target: UnsafeMutableRawBufferPointer, _ written: inout Int
    ) -> Int {
        var scalar = codeUnit(inner, at: index)
        var next = index &+ 4
        if scalar & 0xFC00 == 0xD800, let low = lowSurrogate(inner, at: next) {
            scalar = 0x10000 &+ (scalar & 0x3FF) &<< 10 &+ low & 0x3FF
            next = index &+ 10
        }
        // At most four bytes for six or twelve of the escape.
        for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
            target[written] = byte
            written &+= 1
        }
        return next
    }

    static func lowSurrogate(_ inner: Span<UInt8>, at index: Int) -> UInt32? {
        guard index &+ 6 <= inner.count, inner[index] == ByteScan.backslash, inner[index &+ 1] == UInt8(ascii: "u")
        else { return nil }
        let unit = codeUnit(inner, at: index &+ 2)
        return unit & 0xFC00 == 0xDC00 ? unit : nil
    }

    static func codeUnit(_ inner: Span<UInt8>, at index: Int) -> UInt32 {
        var unit: UInt32 = 0
        for place in index..<min(index &+ 4, inner.count) {
            unit = unit &<< 4 | (JSONScanner.hexadecimalDigit(inner[place]) ?? 0)
        }
        return unit
    }
}
