/// Takes comments from LaTeX source: from an unescaped `%` to the end of its line, lines of nothing else with their ends,
/// `comment` environments, and what stands between `\iffalse` and `\fi`. What is shown as it is written stays as it is.
enum LaTeXComments {
    static let verbatim: Set<String> = [
        "verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "alltt", "filecontents", "filecontents*",
    ]

    static func removed(from bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var scanner = LaTeXScanner(bytes)
        while !scanner.isAtEnd {
            switch scanner.here {
            case UInt8(ascii: "\\"): passControl(&scanner, &output)
            case UInt8(ascii: "%"): skipComment(&scanner, &output)
            default:
                output.append(scanner.here)
                scanner.place += 1
            }
        }
        return output
    }

    private static func passControl(_ scanner: inout LaTeXScanner, _ output: inout [UInt8]) {
        let start = scanner.place
        let name = scanner.controlSequence()
        var end = scanner.place
        if name.elementsEqual("begin".utf8) {
            if let hidden = scanner.environment(["comment"]) {
                scanner.place = hidden.end
                return
            }
            if let shown = scanner.environment(verbatim) { end = shown.end }
        } else if name.elementsEqual("verb".utf8), !scanner.isAtEnd {
            // \verb|…| with any mark.
            let from = scanner.place + (scanner.here == UInt8(ascii: "*") ? 2 : 1)
            if from - 1 < scanner.bytes.count, from <= scanner.bytes.count,
                let close = scanner.bytes[from...].firstIndex(of: scanner.bytes[from - 1])
            {
                end = close + 1
            }
        } else if name.elementsEqual("iffalse".utf8) {
            scanner.place = scanner.find("\\fi", from: end).map { $0 + 3 } ?? scanner.bytes.count
            return
        }
        output.append(contentsOf: scanner.bytes[start..<end])
        scanner.place = end
    }

    private static func skipComment(_ scanner: inout LaTeXScanner, _ output: inout [UInt8]) {
        let end = scanner.bytes[scanner.place...].firstIndex(of: 0x0A) ?? scanner.bytes.count
        // Blanks before it on its line.
        var kept = output.count
        while kept > 0, output[kept - 1] == 0x20 || output[kept - 1] == 0x09 { kept -= 1 }
        let isWholeLine = kept == 0 || output[kept - 1] == 0x0A
        if isWholeLine { output.removeLast(output.count - kept) }
        scanner.place = isWholeLine ? min(end + 1, scanner.bytes.count) : end
    }
}
