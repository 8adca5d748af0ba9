/// An element whose end has not come yet.
struct HTMLOpenElement {
    var element: HTMLElement
    var traits: HTMLElement.Traits
    /// What of the page's state it has changed and its end changes back.
    var isDropped = false
    var isHinted = false
    var isLink = false
    /// The next open element outwards of the same name, the next scope, and the next block.
    var outerSame: Int
    var outerScope: Int
    var outerBlock: Int
    /// The container that its end goes back to.
    var outerContainer: Int
    /// What is said of a line by the elements in it ends where a new one begins.
    var outerHinted: Int
}
