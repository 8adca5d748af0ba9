/// A line of a page's text and what is known about it.
struct HTMLBlock {
    /// In the page's text.
    var range: Range<Int>
    /// The innermost block element it stands in, as index into the page's containers.
    var container = 0
    /// How many bytes of it are in links.
    var linkBytes = 0
    /// How many bytes of it are in a `span` or the like that is called like a byline.
    var hintedBytes = 0
    /// Sentence ends: `.`, `!`, `?` and their sisters of other scripts.
    var sentenceEnds = 0
    /// 1…6 for `h1`…`h6`, 0 for what is no heading.
    var headingLevel = 0
    var isListItem = false
    var isPreformatted = false
    /// A row of a table, cells parted by bars.
    var isRow = false

    var ownBytes: Int { range.count - linkBytes }
    var linkDensity: Double { range.isEmpty ? 0 : Double(linkBytes) / Double(range.count) }
}
