/// Which elements of a dialect are documents, which their paragraphs, and which neither.
struct XMLMapping {
    /// An element, perhaps only with a value of its `type` attribute.
    struct Unit {
        var name: StaticString
        var type: StaticString?
    }

    /// Each of these is a document.
    var units: [Unit]
    /// Paragraphs outside of any unit become documents too, up to the next unit or the end of this element.
    var body: StaticString
    /// Each of these is a line of the text, with all that is in it.
    var paragraphs: [StaticString]
    /// Nothing in these is text.
    var dropped: [StaticString]
    /// A paragraph-like element whose text names the document.
    var title: StaticString?
    /// The header's element that names the language in an attribute, and these attributes, the best first.
    var language: StaticString
    var languageAttributes: [StaticString]

    /// The Corpus Encoding Standard and the Text Encoding Initiative.
    static let corpus = XMLMapping(
        units: ["div", "div1", "div2", "div3", "div4"].map { Unit(name: $0, type: "chapter") },
        body: "body", paragraphs: ["p", "ab", "seg", "s", "l", "head", "item"],
        dropped: ["cesHeader", "teiHeader", "note", "fw"],
        language: "language", languageAttributes: ["iso639", "ident", "id"])

    /// The Universal Declaration of Human Rights as unicode-org/udhr has it.
    static let udhr = XMLMapping(
        units: [Unit(name: "udhr")], body: "udhr", paragraphs: ["para", "title"], dropped: ["note"],
        title: "title", language: "udhr", languageAttributes: [])
}
