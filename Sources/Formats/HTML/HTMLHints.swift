/// What the words of a `class` or an `id`, and a `role`, say about an element. Site after site calls its menus,
/// sidebars and bylines by the same few words; readability and trafilatura go by them, too.
struct HTMLHints: OptionSet {
    let rawValue: UInt8

    /// Menus, sidebars, footers, advertisements, what is related and what wants to be shared or accepted.
    static let boilerplate = HTMLHints(rawValue: 1)
    /// What readers say below an article.
    static let comments = HTMLHints(rawValue: 2)
    /// Bylines, dates, tags, figures of popularity.
    static let metadata = HTMLHints(rawValue: 4)
    /// What holds the author's own text.
    static let content = HTMLHints(rawValue: 8)
    /// Not to be seen.
    static let hidden = HTMLHints(rawValue: 64)
    /// Beside the content, but in books a box in it.
    static let sidebar = HTMLHints(rawValue: 16)
    /// Says of itself that it is the main content.
    static let main = HTMLHints(rawValue: 32)

    /// A word, or with a star the beginning of words.
    private static let words: [(meaning: HTMLHints, words: String)] = [
        (
            .boilerplate,
            """
            nav* menu* submenu sidenav footer* foot breadcrumb* crumb* crumbs cookie* gdpr consent* share* \
            sharing social* sns addthis ad ads adv advert* adsense adslot sponsor* outbrain taboola pagination pager \
            paging related* recommend* similar mostread popular trending newsletter* subscri* signup popup modal promo* \
            widget* toolbar tools login masthead topbar toc skip* noprint editsection catlinks printfooter headerlink \
            permalink copyright colophon search* feedback overlay paywall upsell teaser* sitemap jumplinks quicklinks \
            werbung publicidad publicite pubblicita reklama donate
            """
        ),
        (.sidebar, "sidebar*"),
        (.comments, "comment* disqus* respond replies kommentar* commentaires comentario* commenti yorumlar"),
        (
            .metadata,
            """
            byline* meta* postmeta* date dateline time timestamp posted published pubdate author* credit credits tags \
            tag tagline tagged taglist category categories views rating* vote* likes user* avatar profile* bio readtime
            """
        ),
        (.content, "content* article* post entry main body text story* markdown prose page"),
    ]

    private struct Pattern {
        var letters: UInt64
        var mask: UInt64
        /// Of the word, or of its beginning.
        var length: Int
        var isBeginning: Bool
        var meaning: HTMLHints
    }

    /// The patterns by their first letter.
    private static let patterns: [[Pattern]] = {
        var found = [[Pattern]](repeating: [], count: 26)
        for (meaning, words) in words {
            for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                let letters = word.utf8.filter(\.isASCIILetter)
                var key: UInt64 = 0
                for letter in letters.prefix(8) { key = key << 8 | UInt64(letter) }
                let shift = UInt64(8 * max(8 - letters.count, 0))
                found[Int(letters[0] - UInt8(ascii: "a"))].append(
                    Pattern(
                        letters: key << shift, mask: ~0 << shift, length: letters.count,
                        isBeginning: word.hasSuffix("*"), meaning: meaning))
            }
        }
        return found
    }()

    /// Words end at what is no letter and before a capital that follows a small letter.
    static func of(names: Slice<UnsafeBufferPointer<UInt8>>) -> HTMLHints {
        let patterns = Self.patterns
        var hints: HTMLHints = []
        var letters: UInt64 = 0
        var length = 0
        var previous: UInt8 = 0
        for byte in names {
            let isLetter = byte.isASCIILetter
            if length > 0, !isLetter || (byte < 0x61 && previous >= 0x61) {
                hints.formUnion(meaning(letters, length, patterns))
                letters = 0
                length = 0
            }
            previous = byte
            guard isLetter else { continue }
            if length < 8 { letters |= UInt64(byte | 0x20) &<< UInt64(56 &- 8 &* length) }
            length &+= 1
        }
        return length > 0 ? hints.union(meaning(letters, length, patterns)) : hints
    }

    @inline(__always)
    private static func meaning(_ letters: UInt64, _ length: Int, _ patterns: [[Pattern]]) -> HTMLHints {
        for pattern in patterns[Int(letters &>> 56) &- 0x61]
        where letters & pattern.mask == pattern.letters
            && (pattern.isBeginning ? length >= pattern.length : length == pattern.length)
        {
            return pattern.meaning
        }
        return []
    }

    /// WAI-ARIA landmarks.
    static func of(role: Slice<UnsafeBufferPointer<UInt8>>) -> HTMLHints {
        let roles: [StaticString] = [
            "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog",
            "alertdialog", "toolbar", "tablist",
        ]
        return roles.contains { HTMLAttributes.isEqual(role, $0) } ? .boilerplate : []
    }
}
