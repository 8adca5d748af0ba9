/// A paper as LLaMA was trained on it: without comments, with the author's macros written out, from the first section on,
/// without the bibliography (Touvron et al. 2023, section 2.1, after Lewkowycz et al. 2022).
struct LaTeXDocument {
    let title: [UInt8]
    let text: [UInt8]

    private static let sections: Set<String> = [
        "part", "chapter", "section", "subsection", "subsubsection", "paragraph",
    ]

    init(_ source: [UInt8]) {
        let bytes = LaTeXMacros.expanded(LaTeXComments.removed(from: source))
        var scanner = LaTeXScanner(bytes)
        var (title, text): ([UInt8], [UInt8]) = ([], [])
        var kept: Int?
        while !scanner.isAtEnd {
            guard scanner.here == UInt8(ascii: "\\") else {
                if kept != nil { text.append(scanner.here) }
                scanner.place += 1
                continue
            }
            let start = scanner.place
            let word = String(decoding: scanner.controlSequence(), as: UTF8.self)
            if Self.isEnd(word, &scanner) { break }
            if Self.isBibliography(word, &scanner) { continue }
            if word == "title", title.isEmpty { title = Self.title(scanner) }
            if kept == nil, Self.sections.contains(word), "[{*".utf8.contains(scanner.here) { kept = start }
            if kept != nil { text.append(contentsOf: bytes[start..<scanner.place]) }
        }
        // A paper without a section is taken from its beginning.
        if kept == nil { text = Self.body(bytes) }
        self.title = title
        self.text = Self.tidy(text)
    }

    private static func isEnd(_ word: String, _ scanner: inout LaTeXScanner) -> Bool {
        guard word == "end" else { return false }
        var inner = scanner
        return inner.braces()?.elementsEqual("document".utf8) ?? false
    }

    /// Passes over a bibliography, or what has one made.
    private static func isBibliography(_ word: String, _ scanner: inout LaTeXScanner) -> Bool {
        switch word {
        case "begin":
            guard let found = scanner.environment(["thebibliography", "references"]) else { return false }
            scanner.place = found.end
        case "bibliography", "bibliographystyle": return scanner.braces() != nil
        case "printbibliography": _ = scanner.brackets()
        default: return false
        }
        return true
    }

    private static func title(_ scanner: LaTeXScanner) -> [UInt8] {
        var scanner = scanner
        _ = scanner.brackets()
        let words = (scanner.braces() ?? []).split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        return Array(words.joined(separator: [0x20]))
    }

    /// What stands between the document's beginning and its end.
    static func body(_ bytes: [UInt8]) -> [UInt8] {
        let scanner = LaTeXScanner(bytes)
        let begin = "\\begin{document}"
        let start = scanner.find(begin, from: 0).map { $0 + begin.utf8.count } ?? 0
        return Array(bytes[start..<max(start, scanner.find("\\end{document}", from: start) ?? bytes.count)])
    }

    /// Without blanks at the ends of lines, more than one empty line in a row, and empty lines at the ends.
    private static func tidy(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let end = line.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }.map { $0 + 1 } ?? line.startIndex
            if end == line.startIndex, output.isEmpty || output.suffix(2).elementsEqual([0x0A, 0x0A]) { continue }
            output.append(contentsOf: line[..<end])
            output.append(0x0A)
        }
        while output.last == 0x0A { output.removeLast() }
        return output
    }
}
