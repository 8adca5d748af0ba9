/// A block element of a page. Those inside it come after it in the page's list, so that sums over all that is in an
/// element take one pass backwards, and no tree.
struct HTMLContainer {
    var parent: Int
    var element: HTMLElement
    var hints: HTMLHints
    /// Sums over all blocks in it, however deep.
    var textBytes = 0
    var linkBytes = 0
    /// How much of its text reads like an author's.
    var weight = 0
    var blockCount = 0
    /// The first of these blocks.
    var firstBlock = Int.max
    /// Containers right inside that have text, and how many of them are a link with a few words to it.
    var childCount = 0
    var teaserCount = 0

    /// It says of itself that it is the main content.
    var isMain: Bool { element == .main || element == .article || hints.contains(.main) }
}
