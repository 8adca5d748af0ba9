/// Chooses the blocks of a page that are its main content, by the length of their text, the share of links in it, its
/// sentences, and what stands beside them (the idea of Kohlschütter et al., "Boilerplate Detection using Shallow Text
/// Features", WSDM 2010, section 4; the thresholds are ours).
///
/// Lengths are bytes of UTF-8, which evens scripts out: a Chinese character says as much as three Latin letters.
enum MainContent {
    private enum Class { case good, perhaps, short, bad }

    /// A block of text with a sentence in it is good from here on.
    static let longBytes = 120
    /// Blocks below this say nothing by themselves.
    static let shortBytes = 60
    static let maximumLinkDensity = 0.35
    /// How far a heading may be from the text it heads, in blocks.
    static let headingReach = 3
    /// So much text in the page's own main element is enough to leave out what is outside.
    static let enoughInMain = 250

    /// Indices of the chosen blocks, in order.
    static func select(_ blocks: [HTMLBlock]) -> [Int] {
        let outside = choose(blocks.indices.filter { !blocks[$0].isInForm }, blocks)
        // Some pages are one form from top to bottom.
        let chosen = outside.isEmpty ? choose(Array(blocks.indices), blocks) : outside
        let inMain = chosen.filter { blocks[$0].isInMain }
        if inMain.reduce(0, { $0 + blocks[$1].range.count }) >= enoughInMain { return inMain }
        return chosen
    }

    private static func choose(_ candidates: [Int], _ blocks: [HTMLBlock]) -> [Int] {
        var classes = candidates.map { classify(blocks[$0]) }
        guard classes.contains(.good) else {
            // No prose at all: all that is not links is better than nothing.
            return candidates.filter { blocks[$0].linkDensity <= 0.5 && !blocks[$0].isUnlikely }
        }
        keepBetween(&classes)
        keepHeadings(&classes, candidates.map { blocks[$0] })
        return candidates.indices.filter { classes[$0] == .good }.map { candidates[$0] }
    }

    private static func classify(_ block: HTMLBlock) -> Class {
        // Many headings link to themselves.
        if block.isHeading { return block.isUnlikely ? .bad : .short }
        if block.linkDensity > maximumLinkDensity { return .bad }
        let length = block.range.count - block.linkBytes
        if block.isUnlikely { return length >= 3 * longBytes && block.sentenceEnds > 1 ? .perhaps : .bad }
        if length < shortBytes { return .short }
        if block.isPreformatted { return .perhaps }
        if length >= longBytes, block.sentenceEnds > 0 { return .good }
        return length >= 2 * longBytes ? .good : .perhaps
    }

    /// A middling block beside a good one belongs to it, and then the short ones between two good ones do. Only links
    /// and the like part them.
    private static func keepBetween(_ classes: inout [Class]) {
        for wanted in [Class.perhaps, .short] {
            let own = classes
            var before = [Class](repeating: .bad, count: own.count)
            var last = Class.bad
            for index in own.indices {
                before[index] = last
                if own[index] == .good || own[index] == .bad { last = own[index] }
            }
            var after = Class.bad
            for index in own.indices.reversed() {
                if own[index] == wanted {
                    let (isAfterGood, isBeforeGood) = (before[index] == .good, after == .good)
                    let isKept = wanted == .short ? isAfterGood && isBeforeGood : isAfterGood || isBeforeGood
                    if isKept { classes[index] = .good }
                }
                if own[index] == .good || own[index] == .bad { after = own[index] }
            }
        }
    }

    /// A heading is kept with the text behind it, and dropped without.
    private static func keepHeadings(_ classes: inout [Class], _ blocks: [HTMLBlock]) {
        var distance = Int.max - 1
        for index in blocks.indices.reversed() {
            if blocks[index].isHeading {
                classes[index] = distance < headingReach && classes[index] != .bad ? .good : .bad
            }
            distance = classes[index] == .good ? 0 : min(distance + 1, Int.max - 1)
        }
    }
}
