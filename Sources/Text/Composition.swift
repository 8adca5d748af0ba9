internal import CUTF8Proc
internal import Glibc

/// Normalisation Form C (UAX #15).
package enum Composition {
    private static let table = CodePointTable(CompositionTable.values)

    /// Whether a text is in NFC for certain (UAX #15, section 9: the quick check, "maybe" taken for no). ASCII is
    /// passed over eight bytes at a time.
    package static func isComposed(_ text: Span<UInt8>) -> Bool {
        var index = ASCIIRun.end(text, from: 0)
        var last: UInt8 = 0
        while index < text.count {
            let (point, length) = CodePoint.decode(text, at: index)
            index += length
            let risk = risk(point)
            if risk == 2 { return false }
            if risk == 0 {
                last = 0
                if index < text.count, text[index] < 0x80 { index = ASCIIRun.end(text, from: index) }
                continue
            }
            let combining = UInt8(
                truncatingIfNeeded: utf8proc_get_property(Int32(bitPattern: point)).pointee.combining_class)
            if combining < last { return false }
            last = combining
        }
        return true
    }

    /// The next part of a text that may not be in NFC, between two characters that nothing changes and that compose with
    /// nothing before them; nil if the rest is in NFC.
    package static func nextUncomposed(_ text: Span<UInt8>, from start: Int) -> Range<Int>? {
        var index = start
        var first = start
        var isSafe = true
        while index < text.count {
            if text[index] < 0x80, isSafe {
                index = ASCIIRun.end(text, from: index)
                first = index - 1
                continue
            }
            let (point, length) = CodePoint.decode(text, at: index)
            if risk(point) > 0 {
                isSafe = false
            } else {
                if !isSafe, !isComposed(text.extracting(first..<index)) { return first..<index }
                isSafe = true
                first = index
            }
            index += length
        }
        return isSafe || isComposed(text.extracting(first..<index)) ? nil : first..<index
    }

    /// 0 for what NFC never changes nor puts elsewhere, 2 for what it may compose or take apart, 1 for other marks.
    private static func risk(_ point: UInt32) -> UInt8 {
        point < CodePointTable.tabled ? table[point] : beyondTable(point)
    }

    /// CJK compatibility ideographs are the only ones that compose; none has a combining class.
    private static func beyondTable(_ point: UInt32) -> UInt8 { (0x2F800...0x2FA1D).contains(point) ? 2 : 0 }

    /// Appends the text in NFC.
    package static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        let options = utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
        text.withUnsafeBufferPointer { source in
            var made: UnsafeMutablePointer<UInt8>?
            let length = utf8proc_map(source.baseAddress, source.count, &made, options)
            // Refused is only ill-formed UTF-8, which readers have set aside.
            guard length >= 0, let made else { return output.append(contentsOf: source) }
            defer { free(made) }
            output.append(contentsOf: UnsafeBufferPointer(start: made, count: length))
        }
    }
}
