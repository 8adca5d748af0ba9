/// Chooses the blocks of a page that are its main content.
///
/// Three steps, each over flat lists: leave out the elements that by name, by what they are called or as lists of
/// teasers are no content, unless half of the page's prose is in them (the features of Kohlschütter et al.,
/// "Boilerplate Detection using Shallow Text Features", WSDM 2010, section 4, summed for each element); go down to the
/// innermost element that still holds nearly all prose (the idea of Arc90's readability, by weight and not by points);
/// of what is left drop bylines, lists of links and headings without text. The thresholds are ours.
///
/// Lengths are bytes of UTF-8, which evens scripts out: a Chinese character says as much as three Latin letters.
struct MainContent {
    let page: HTMLPage
    var containers: [HTMLContainer]
    /// Whether a container is left out, and why a first time.
    var isOut: [Bool]
    /// Whether a container is hardly anything but links.
    var isLinks: [Bool]
    var weights: [Int]

    /// Blocks from here on say something by themselves.
    static let longBytes = 120
    static let teaserBytes = 400

    /// Indices of the chosen blocks, in order.
    static func select(_ page: HTMLPage) -> [Int] {
        var content = MainContent(page)
        content.sum()
        content.leaveOut()
        return content.choose()
    }

    init(_ page: HTMLPage) {
        self.page = page
        containers = page.containers
        isOut = [Bool](repeating: false, count: page.containers.count)
        isLinks = isOut
        weights = page.blocks.map(Self.weight)
    }

    /// How much of a block reads like an author's text: its bytes outside links, less if there is no sentence in them.
    private static func weight(_ block: HTMLBlock) -> Int {
        let own = block.ownBytes - block.hintedBytes
        if block.headingLevel > 0 || own <= 0 || 2 * block.linkBytes > block.range.count { return 0 }
        if block.isPreformatted || block.sentenceEnds > 0 { return own }
        return own >= longBytes ? own : own / 4
    }

    /// Every container's sums, innermost first.
    mutating func sum() {
        for (index, block) in page.blocks.enumerated() {
            containers[block.container].textBytes += block.range.count
            containers[block.container].linkBytes += block.linkBytes
            containers[block.container].weight += weights[index]
            containers[block.container].blockCount += 1
            containers[block.container].firstBlock = min(containers[block.container].firstBlock, index)
        }
        for index in containers.indices.dropFirst().reversed() {
            let (own, parent) = (containers[index], containers[index].parent)
            containers[parent].textBytes += own.textBytes
            containers[parent].linkBytes += own.linkBytes
            containers[parent].weight += own.weight
            containers[parent].blockCount += own.blockCount
            containers[parent].firstBlock = min(containers[parent].firstBlock, own.firstBlock)
            if own.textBytes > 0 { containers[parent].childCount += 1 }
            if isTeaser(own) { containers[parent].teaserCount += 1 }
        }
    }

    /// A link, and a few words about where it leads.
    private func isTeaser(_ own: HTMLContainer) -> Bool {
        guard own.blockCount > 0, own.textBytes - own.linkBytes < Self.teaserBytes else { return false }
        let first = page.blocks[own.firstBlock]
        return first.range.count < Self.teaserBytes && first.linkDensity > 0.8 && !first.isRow
    }
}
