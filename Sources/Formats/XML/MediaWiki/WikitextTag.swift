/// What tags mean in wikitext (MediaWiki's Sanitizer and the extensions of Wikipedia). What is none of them is text.
enum WikitextTag {
    enum Kind {
        /// `ref`: contents are wikitext, and no text of the page.
        case reference
        /// Contents are not wikitext, and no text either.
        case unshown
        /// Contents are text as they stand.
        case verbatim
        /// In which a character may be written by its reference.
        case verbatimWithReferences
        /// Ends a line.
        case breaking
        /// Only the contents are left.
        case inline
    }

    private static let names: [(Kind, [String])] = [
        (.reference, ["ref"]),
        (
            .unshown,
            [
                "math", "gallery", "timeline", "score", "imagemap", "hiero", "graph", "chart", "mapframe", "maplink",
                "templatedata", "templatestyles", "inputbox", "categorytree", "section", "references", "includeonly",
                "style", "script", "indicator", "rss", "dynamicpagelist",
            ]
        ),
        (.verbatim, ["syntaxhighlight", "source", "chem", "ce"]), (.verbatimWithReferences, ["nowiki", "pre"]),
        (
            .breaking,
            [
                "br", "p", "div", "li", "tr", "hr", "blockquote", "center", "dd", "dt", "poem", "ul", "ol", "dl",
                "table", "h1", "h2", "h3", "h4", "h5", "h6",
            ]
        ),
        (
            .inline,
            [
                "abbr", "b", "bdi", "bdo", "big", "caption", "cite", "code", "col", "colgroup", "data", "del", "dfn",
                "em", "font", "i", "ins", "kbd", "link", "mark", "meta", "noinclude", "onlyinclude", "q", "rb", "rp",
                "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tbody", "td",
                "tfoot", "th", "thead", "time", "tt", "u", "var", "wbr", "translate", "tvar", "languages",
            ]
        ),
    ]

    static let kinds: [[UInt8]: Kind] = {
        var kinds: [[UInt8]: Kind] = [:]
        for (kind, tags) in names {
            for tag in tags { kinds[Array(tag.utf8)] = kind }
        }
        return kinds
    }()
}
