import Records
import Text

/// Turns wikitext into text: templates, tables, references, comments, files and categories go; links become their label;
/// headings, lists, bold and italic are unwrapped; sections that are left empty lose their heading. One pass; what opens
/// and never closes stays as text, as MediaWiki shows it.
///
/// A class since each page's pass holds it; used by one thread at a time.
final class Wikitext {
    /// Namespaces whose links are not text, folded.
    private(set) var unshownNamespaces = Set(WikitextNames.unshownNamespaces.map { folded($0.utf8.span) })
    let languages = Set(WikitextNames.languages.map { Array($0.utf8) })
    let transparentTemplates = Dictionary(
        uniqueKeysWithValues: WikitextNames.transparentTemplates.map { (Array($0.utf8), $1) })
    private let redirects = Set(WikitextNames.redirects.map { folded($0.utf8.span) })

    func addUnshownNamespace(_ name: [UInt8]) {
        if !name.isEmpty { unshownNamespaces.insert(Self.folded(name.span)) }
    }

    /// ASCII letters in lower case, underscores as blanks.
    static func lowered(_ name: ArraySlice<UInt8>) -> [UInt8] {
        name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 == UInt8(ascii: "_") ? 0x20 : $0 }
    }

    /// Case folded, underscores as blanks, without blanks around: names of namespaces are compared so.
    static func folded(_ name: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        name.withUnsafeBufferPointer { name in
            for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
                let point = scalar == "_" || scalar == "\n" ? 0x20 : CaseFolding.of(scalar.value)
                if point != 0x20 || !output.isEmpty { JSONText.appendUTF8(point, to: &output) }
            }
        }
        while output.last == 0x20 { output.removeLast() }
        return output
    }

    /// Whether a page begins with `#REDIRECT [[`, in any of the languages, as pages do in dumps before version 0.4.
    func isRedirect(_ page: [UInt8]) -> Bool {
        let start = page.prefix(200).drop { $0 <= 0x20 }
        guard start.first == UInt8(ascii: "#") else { return false }
        let word = Array(start.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "[") })
        let rest = start.dropFirst(1 + word.count).drop { $0 <= 0x20 || $0 == UInt8(ascii: ":") }
        return rest.starts(with: "[[".utf8) && redirects.contains(Self.folded(word.span))
    }

    func appendCleaned(_ source: Span<UInt8>, to output: inout [UInt8]) {
        var pass = WikitextPass(source: source, words: self)
        pass.run()
        pass.appendText(to: &output)
    }
}
