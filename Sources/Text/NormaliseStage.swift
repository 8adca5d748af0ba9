internal import CUTF8Proc
internal import Glibc
package import Records

/// Brings texts into one form: NFC, line ends as `\n`, no control characters, no white space at line ends, at most one
/// blank line between paragraphs.
package struct NormaliseStage: Stage, Defaulted {
    package init() {}

    package var rules: [String] { [] }

    package func process(_ batch: inout Batch) throws(DataError) {
        batch.texts.rewrite { _, text, output in
            if Self.isComposed(text) {
                Self.tidy(text, into: &output)
            } else {
                Self.tidy(Self.composed(text).span, into: &output)
            }
        }
    }

    /// Code points below U+0300 never change under NFC (UAX #15, section 9), and their lead bytes lie below 0xCC.
    private static func isComposed(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where text[unchecked: index] >= 0xCC { return false }
        return true
    }

    private static func composed(_ text: Span<UInt8>) -> [UInt8] {
        let options = utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue)
        return text.withUnsafeBufferPointer { source in
            var made: UnsafeMutablePointer<UInt8>?
            let length = utf8proc_map(source.baseAddress, source.count, &made, options)
            // Refused is only ill-formed UTF-8, which readers have set aside.
            guard length >= 0, let made else { return Array(source) }
            defer { free(made) }
            return Array(UnsafeBufferPointer(start: made, count: length))
        }
    }

    private static func tidy(_ text: Span<UInt8>, into output: inout [UInt8]) {
        let start = output.count
        var newlines = 0
        for index in text.indices {
            let byte = text[index]
            if byte == 0x0A || byte == 0x0D {
                if byte == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A { continue }
                trimSpaces(&output, from: start)
                newlines += 1
                continue
            }
            if byte < 0x20 && byte != 0x09 || byte == 0x7F { continue }
            if newlines > 0 {
                // A line of white space alone counts as blank: look at it when its first visible byte comes.
                if byte == 0x20 || byte == 0x09 {
                    output.append(byte)
                    continue
                }
                close(newlines, &output, from: start)
                newlines = 0
            }
            output.append(byte)
        }
        trimSpaces(&output, from: start)
    }

    /// Puts the line breaks before the indentation that was already appended.
    private static func close(_ newlines: Int, _ output: inout [UInt8], from start: Int) {
        var indentation = output.count
        while indentation > start, output[indentation - 1] == 0x20 || output[indentation - 1] == 0x09 {
            indentation -= 1
        }
        guard indentation > start else { return }
        output.insert(contentsOf: repeatElement(0x0A, count: min(newlines, 2)), at: indentation)
    }

    private static func trimSpaces(_ output: inout [UInt8], from start: Int) {
        while output.count > start, let last = output.last, last == 0x20 || last == 0x09 { output.removeLast() }
    }
}
