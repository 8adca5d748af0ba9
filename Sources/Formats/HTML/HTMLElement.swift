/// What an element means for the text of a page.
struct HTMLElement: OptionSet {
    let rawValue: UInt16

    /// Ends the line before and after it.
    static let block = HTMLElement(rawValue: 1)
    /// Nothing in it is text.
    static let dropped = HTMLElement(rawValue: 2)
    static let heading = HTMLElement(rawValue: 4)
    static let listItem = HTMLElement(rawValue: 8)
    static let cell = HTMLElement(rawValue: 16)
    static let link = HTMLElement(rawValue: 32)
    static let lineBreak = HTMLElement(rawValue: 64)
    static let preformatted = HTMLElement(rawValue: 128)
    /// Holds the page's main content.
    static let main = HTMLElement(rawValue: 256)
    static let title = HTMLElement(rawValue: 512)
    /// Dropped, but not within the main content, where it is an article's own.
    static let header = HTMLElement(rawValue: 1024)
    /// Dropped, unless there is no text outside.
    static let form = HTMLElement(rawValue: 2048)

    private static let meanings: [(names: [StaticString], meaning: HTMLElement)] = [
        (
            [
                "p", "div", "section", "ul", "ol", "dl", "dt", "dd", "table", "tr", "blockquote", "figure",
                "figcaption",
                "address", "body", "caption", "thead", "tbody", "tfoot", "hr", "details", "summary", "center",
                "fieldset",
            ], .block
        ),
        (
            [
                "script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "embed", "applet",
                "audio",
                "video", "map", "nav", "footer", "aside", "button", "select", "textarea", "input", "dialog", "menu",
                "math",
                "head", "noframes", "datalist",
            ], .dropped
        ),
        (["h1", "h2", "h3", "h4", "h5", "h6"], [.heading, .block]),
        (["li"], [.listItem, .block]), (["td", "th"], .cell), (["a"], .link), (["br"], .lineBreak),
        (["pre", "listing", "xmp"], [.preformatted, .block]), (["main", "article"], [.main, .block]),
        (["title"], .title), (["header"], [.header, .block]), (["form"], [.form, .block]),
    ]

    init(rawValue: UInt16) { self.rawValue = rawValue }

    init(named name: UnsafePointer<UInt8>) {
        for (names, meaning) in Self.meanings where names.contains(where: { XMLTag.equals(name, $0) }) {
            self = meaning
            return
        }
        self = []
    }
}
