/// Line ends, control characters and superfluous white space.
enum Tidying {
    /// Line breaks that may follow one another: one blank line.
    private static let lineBreaks = 2

    /// Appends the text with CRLF, CR and NEL as `\n`, without other control characters but the tab, without white space
    /// at line ends, without blank lines at its ends and with at most one blank line between two others.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var index = 0
        var pending = 0  // line breaks to write before the next line that shows something
        var isFirst = true
        while index < text.count {
            let start = output.count
            for _ in 0..<(isFirst ? 0 : min(pending, lineBreaks)) { output.append(0x0A) }
            let head = output.count
            index = appendLine(text, from: index, to: &output)
            trim(&output, from: head)
            if output.count == head {
                output.removeLast(head - start)
            } else {
                isFirst = false
                pending = 0
            }
            pending += 1
        }
    }

    /// Appends the line that begins at `start` without its end, and returns where the next one begins.
    private static func appendLine(_ text: Span<UInt8>, from start: Int, to output: inout [UInt8]) -> Int {
        var run = start  // begin of what is kept but not copied yet
        var index = start
        while true {
            index = ASCIIRun.printableEnd(text, from: index)
            if index == text.count { break }
            let byte = text[index]
            if byte == 0x09 || byte > 0x7F && !(byte == 0xC2 && index + 1 < text.count && text[index + 1] < 0xA0) {
                index += 1
                continue
            }
            copy(text, run..<index, to: &output)
            let length = byte == 0xC2 ? 2 : 1
            let last = text[index + length - 1]
            index += length
            run = index
            if length == 2 ? last == 0x85 : last == 0x0A { return index }
            if length == 1, last == 0x0D { return index < text.count && text[index] == 0x0A ? index + 1 : index }
        }
        copy(text, run..<index, to: &output)
        return index
    }

    private static func copy(_ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]) {
        if !range.isEmpty { text.extracting(range).withUnsafeBufferPointer { output.append(contentsOf: $0) } }
    }

    /// Removes the white space at the end, down to `start`.
    private static func trim(_ output: inout [UInt8], from start: Int) {
        while output.count > start {
            var first = output.count - 1
            while first > start, output[first] & 0xC0 == 0x80 { first -= 1 }
            guard CharacterClass.of(CodePoint.decode(output.span, at: first).point) == .space else { return }
            output.removeLast(output.count - first)
        }
    }
}
