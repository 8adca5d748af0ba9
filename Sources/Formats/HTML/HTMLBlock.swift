/// A line of a page's text and what is known about it.
struct HTMLBlock {
    /// In the page's text.
    var range: Range<Int>
    /// How many bytes of it are in links.
    var linkBytes = 0
    /// Sentence ends: `.`, `!`, `?` and their sisters of other scripts.
    var sentenceEnds = 0
    var isHeading = false
    var isListItem = false
    var isPreformatted = false
    var isInMain = false
    var isInForm = false
    /// Its element, or one around it, is called like a menu or a sidebar.
    var isUnlikely = false

    var linkDensity: Double { range.isEmpty ? 0 : Double(linkBytes) / Double(range.count) }
}
