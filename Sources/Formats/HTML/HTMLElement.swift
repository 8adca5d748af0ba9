/// The elements that mean something for the text of a page; all others are `other` and stand in a line as they are.
enum HTMLElement: UInt8, CaseIterable {
    case other, html, head, body, title, meta, base, link, script, style, noscript, template
    case main, article, section, div, nav, header, footer, aside, menu, search, hgroup
    case address, blockquote, center, details, summary, dialog, dd, dl, dt, fieldset, figcaption, figure, form
    case h1, h2, h3, h4, h5, h6, hr, legend, li, ol, p, pre, listing, xmp, plaintext, ul
    case table, caption, colgroup, col, thead, tbody, tfoot, tr, td, th
    case a, br, wbr, img, input, button, select, option, textarea, datalist, iframe, noembed, noframes, object
    case applet, embed, canvas, svg, math, audio, video, source, track, param, area, map, frameset, frame

    /// What follows from the name alone.
    struct Traits: OptionSet {
        let rawValue: UInt16
        /// Begins and ends a line, and is a container of the page.
        static let block = Traits(rawValue: 1)
        /// Has no content and no end tag.
        static let void = Traits(rawValue: 2)
        /// Its content is not markup: it goes to its own end tag.
        static let raw = Traits(rawValue: 4)
        /// Nothing in it is text of the page.
        static let dropped = Traits(rawValue: 8)
        static let heading = Traits(rawValue: 16)
        static let preformatted = Traits(rawValue: 32)
        /// An end tag inside does not close what is open outside, nor does a start tag.
        static let scope = Traits(rawValue: 64)
        /// Allowed in `head`.
        static let metadata = Traits(rawValue: 128)
    }

    var traits: Traits {
        switch self {
        case .script, .style: [.raw, .dropped, .metadata]
        case .title: [.raw, .metadata]
        case .meta, .base, .link: [.void, .metadata]
        case .noscript, .template: [.dropped, .metadata]
        case .iframe, .noembed, .noframes, .textarea: [.raw, .dropped]
        case .br, .wbr, .img, .col, .source, .track, .param, .area: .void
        case .input, .embed, .frame: .void
        case .hr: [.void, .block]
        case .button, .select, .datalist, .object, .applet, .canvas, .svg, .audio, .video, .map, .frameset: .dropped
        case .dialog: [.dropped, .block]
        case .h1, .h2, .h3, .h4, .h5, .h6: [.block, .heading]
        case .pre, .listing: [.block, .preformatted]
        case .xmp, .plaintext: [.block, .preformatted, .raw]
        case .table, .td, .th, .caption: [.block, .scope]
        case .other, .head, .a, .option, .math, .colgroup: []
        case .html, .body, .main, .article, .section, .div, .nav, .header, .footer, .aside, .menu, .search, .hgroup,
            .address, .blockquote, .center, .details, .summary, .dd, .dl, .dt, .fieldset, .figcaption, .figure,
            .form, .legend, .li, .ol, .p, .ul, .thead, .tbody, .tfoot, .tr:
            .block
        }
    }
}
