extension XMLMapping {
    /// The dialects that need no mapping of the user's, by their root elements.
    static let presets: [(roots: [StaticString], mapping: XMLMapping)] = [
        (["cesDoc", "cesAna", "TEI", "TEI.2"], corpus), (["udhr"], declaration), (["tmx"], translationMemory),
        (["comments"], stackExchangeComments),
    ]

    /// The Corpus Encoding Standard and the Text Encoding Initiative: a chapter is a record, and so is what lies outside
    /// of chapters.
    private static let corpus = {
        var mapping = XMLMapping()
        mapping.record = [XMLPath](
            known: "div[@type=chapter]", "div1[@type=chapter]", "div2[@type=chapter]", "div3[@type=chapter]",
            "div4[@type=chapter]")
        mapping.remainder = [XMLPath](known: "body", "text")
        mapping.text = [XMLPath](known: "p", "ab", "seg", "s", "l", "head", "item")
        mapping.drop = [XMLPath](known: "cesHeader", "teiHeader", "note", "fw")
        mapping.id = [XMLPath](known: "@id")
        mapping.language = [XMLPath](known: "language/@iso639", "language/@ident", "language/@id")
        return mapping
    }()

    /// Their segments, by which texts in several languages are aligned.
    static let segments = {
        var mapping = corpus
        mapping.record = [XMLPath](known: "seg[@id]", "s[@id]", "ab[@id]", "l[@id]", "p[@id]")
        mapping.remainder = []
        mapping.text = [XMLPath](known: ".")
        return mapping
    }()

    /// The Universal Declaration of Human Rights as unicode-org/udhr has it.
    private static let declaration = {
        var mapping = XMLMapping()
        mapping.record = [XMLPath](known: "/udhr")
        mapping.text = [XMLPath](known: "title", "para")
        mapping.drop = [XMLPath](known: "note")
        mapping.fields = ["title": [XMLPath](known: "./title")]
        return mapping
    }()

    /// TMX 1.4b: a unit is a record; codes of the tools that the texts come from are no text.
    private static let translationMemory = {
        var mapping = XMLMapping()
        mapping.record = [XMLPath](known: "body/tu")
        mapping.translations = [XMLPath](known: "tuv/seg")
        mapping.sourceLanguage = [XMLPath](known: "@srclang", "/tmx/header/@srclang")
        mapping.drop = [XMLPath](known: "bpt", "ept", "it", "ph", "ut")
        mapping.id = [XMLPath](known: "@tuid")
        return mapping
    }()

    /// `Comments.xml` of a Stack Exchange dump, which are plain text.
    private static let stackExchangeComments = {
        var mapping = XMLMapping()
        mapping.record = [XMLPath](known: "/comments/row")
        mapping.text = [XMLPath](known: "@Text")
        mapping.fields = [
            "comment": [XMLPath](known: "@Id"), "post": [XMLPath](known: "@PostId"),
            "score": [XMLPath](known: "@Score"),
        ]
        return mapping
    }()
}
