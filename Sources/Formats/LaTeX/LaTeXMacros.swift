/// Writes out the macros that an author has defined, and leaves out their definitions. Where they would go on without end,
/// or swell beyond all measure, they stay as they are.
struct LaTeXMacros {
    private var macros: [[UInt8]: LaTeXMacro] = [:]
    private var output: [UInt8] = []
    /// Bytes that may be written at most.
    private let limit: Int

    private static let maximumDepth = 16

    private init(limit: Int) { self.limit = limit }

    static func expanded(_ bytes: [UInt8]) -> [UInt8] {
        // Macros make short what is long, but seldom more than by half.
        var macros = LaTeXMacros(limit: 4 * bytes.count + 1 << 16)
        macros.output.reserveCapacity(bytes.count)
        macros.expand(bytes, depth: 0)
        return macros.output
    }

    private mutating func expand(_ bytes: [UInt8], depth: Int) {
        var scanner = LaTeXScanner(bytes)
        while !scanner.isAtEnd {
            guard scanner.here == UInt8(ascii: "\\") else {
                output.append(scanner.here)
                scanner.place += 1
                continue
            }
            let start = scanner.place
            let word = scanner.controlSequence()
            let afterWord = scanner.place
            if let (name, macro) = LaTeXMacro.definition(word, &scanner) {
                if macros.count < 10_000 { macros[name] = macro }
                // The line that the definition has to itself goes with it.
                if output.last ?? 0x0A == 0x0A, scanner.here == 0x0A { scanner.place += 1 }
                continue
            }
            scanner.place = afterWord
            if word.elementsEqual("begin".utf8), let shown = scanner.environment(LaTeXComments.verbatim) {
                output.append(contentsOf: bytes[start..<shown.end])
                scanner.place = shown.end
            } else if word.elementsEqual("xspace".utf8), depth > 0 {
                // The blank that follows is there.
            } else if depth < Self.maximumDepth, output.count < limit, let macro = macros[Array(word)],
                let arguments = Self.arguments(of: macro, &scanner)
            {
                expand(macro.body(with: arguments), depth: depth + 1)
            } else {
                output.append(contentsOf: bytes[start..<afterWord])
                scanner.place = afterWord
            }
        }
    }

    /// - Returns: nil if they are not there.
    private static func arguments(of macro: LaTeXMacro, _ scanner: inout LaTeXScanner) -> [ArraySlice<UInt8>]? {
        var arguments: [ArraySlice<UInt8>] = []
        if let initial = macro.initial, macro.parameters > 0 { arguments.append(scanner.brackets() ?? initial[...]) }
        while arguments.count < macro.parameters {
            scanner.skipBlanks()
            if let group = scanner.braces() {
                arguments.append(group)
            } else if scanner.here == UInt8(ascii: "\\") {
                let start = scanner.place
                _ = scanner.controlSequence()
                arguments.append(scanner.bytes[start..<scanner.place])
            } else if !scanner.isAtEnd, scanner.here != UInt8(ascii: "}"), scanner.here < 0x80 {
                arguments.append(scanner.bytes[scanner.place...scanner.place])
                scanner.place += 1
            } else {
                return nil
            }
        }
        // An empty group behind a name only ends it.
        if macro.parameters == 0, scanner.here == UInt8(ascii: "{"), scanner.place + 1 < scanner.bytes.count,
            scanner.bytes[scanner.place + 1] == UInt8(ascii: "}")
        {
            scanner.place += 2
        }
        return arguments
    }
}
