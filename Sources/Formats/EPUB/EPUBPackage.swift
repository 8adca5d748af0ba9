/// What a package document says of its book: Dublin Core metadata, and the chapters in reading order.
struct EPUBPackage {
    private(set) var title = ""
    private(set) var author = ""
    private(set) var language = ""
    private(set) var identifier = ""
    /// Where they lie, relative to the package document; the table of contents is none.
    private(set) var chapters: [String] = []

    /// Media types of chapters (EPUB 3.3, section 3.2); the others that may stand in the spine are pictures.
    private static let textTypes = ["application/xhtml+xml", "text/html", "text/x-oeb1-document"]

    init(_ bytes: [UInt8], name: String) throws(RecordFault) {
        var open: String?
        var hrefs: [String: String] = [:]
        var spine: [String] = []
        try XMLPull.read(bytes, name: name) { event in
            switch event {
            case .start("item", let attributes):
                guard let id = attributes["id"], let href = attributes["href"],
                    Self.textTypes.contains(attributes["media-type"] ?? ""),
                    attributes["properties"]?.split(separator: " ").contains("nav") != true
                else { return }
                hrefs[id] = href
            case .start("itemref", let attributes): spine.append(attributes["idref"] ?? "")
            case .start(let name, _): open = name
            case .text(let text): take(text, of: open)
            case .end: open = nil
            }
        }
        chapters = spine.compactMap { hrefs[$0] }
        guard !chapters.isEmpty else { throw RecordFault(reason: "no EPUB: its spine holds no chapter") }
    }

    /// The first of each is the book's own.
    private mutating func take(_ text: String, of element: String?) {
        let text = text.split { $0.isWhitespace }.joined(separator: " ")
        switch element {
        case "title" where title.isEmpty: title = text
        case "creator": author += (author.isEmpty ? "" : ", ") + text
        case "language" where language.isEmpty: language = text
        case "identifier" where identifier.isEmpty: identifier = text
        default: return
        }
    }
}
