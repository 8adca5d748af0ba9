import Records

/// Turns wikitext into text: templates, tables, references, comments, files and categories go; links become their label;
/// headings, lists, bold and italic are unwrapped. One pass; what opens and never closes stays as text.
struct Wikitext {
    /// Namespaces whose links are not text, in lower case.
    private(set) var droppedNamespaces: [[UInt8]] = ["file", "image", "category", "media"].map { Array($0.utf8) }

    mutating func addDroppedNamespace(_ name: [UInt8]) {
        if !name.isEmpty { droppedNamespaces.append(Self.lowered(name[...])) }
    }

    /// ASCII letters in lower case, underscores as blanks: namespaces are compared so.
    static func lowered(_ name: ArraySlice<UInt8>) -> [UInt8] {
        name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 == UInt8(ascii: "_") ? 0x20 : $0 }
    }

    func appendCleaned(_ source: Span<UInt8>, to output: inout [UInt8]) {
        var pass = WikitextPass(source: source, droppedNamespaces: droppedNamespaces)
        pass.run()
        pass.appendText(to: &output)
    }
}
