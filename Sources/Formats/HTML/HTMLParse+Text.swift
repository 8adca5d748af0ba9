import Records

/// Text, and the lines it becomes.
extension HTMLParse {
    private static let space: UInt8 = 0x20
    private static let ampersand = UInt8(ascii: "&")

    mutating func addText(_ range: Range<Int>) {
        if range.isEmpty || droppedCount > 0 { return }
        let before = page.text.count
        if preformattedCount > 0 { addPreformatted(range) } else { addCollapsed(range) }
        let added = page.text.count &- before
        if linkCount > 0 { block.linkBytes &+= added }
        if hintedCount > 0 { block.hintedBytes &+= added }
    }

    /// White space between words is one space.
    private mutating func addCollapsed(_ range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            let byte = bytes[place]
            if byte <= Self.space {
                wantsSpace = true
                place &+= 1
            } else if byte == Self.ampersand {
                place = addReference(place, range.upperBound)
            } else {
                beginWord()
                let end = endOfWords(place, range.upperBound)
                page.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[place..<end]))
                place = end
            }
        }
    }

    /// Where words parted by single spaces end: before a reference, other white space, or a space that is not the only
    /// one before the next word.
    @inline(__always)
    private func endOfWords(_ start: Int, _ limit: Int) -> Int {
        let raw = Span(_unsafeElements: bytes).bytes
        let (space, ampersand) = (ByteScan.Vector(repeating: 0x20), ByteScan.Vector(repeating: Self.ampersand))
        var place = start
        while place &+ 17 <= limit {
            let here = ByteScan.load(raw, place)
            let next = ByteScan.load(raw, place &+ 1)
            let stops = (here .< space) .| (here .== ampersand) .| ((here .== space) .& (next .<= space))
            if ByteScan.hasLane(stops) { return place &+ ByteScan.firstLane(stops) }
            place &+= 16
        }
        while place < limit {
            let byte = bytes[place]
            if byte < 0x20 || byte == Self.ampersand { break }
            if byte == 0x20, place &+ 1 == limit || bytes[place &+ 1] <= 0x20 { break }
            place &+= 1
        }
        return place
    }

    @inline(__always)
    private mutating func beginWord() {
        if page.text.count == block.range.lowerBound {
            block.container = container
        } else if wantsSpace, breaks == 0 {
            page.text.append(Self.space)
        }
        wantsSpace = false
        breaks = 0
    }

    private mutating func addPreformatted(_ range: Range<Int>) {
        if page.text.count == block.range.lowerBound { block.container = container }
        block.isPreformatted = true
        var place = range.lowerBound
        while place < range.upperBound {
            let byte = bytes[place]
            if byte == Self.ampersand {
                place = addReference(place, range.upperBound)
                continue
            }
            place &+= 1
            // Windows' line ends are line ends, and zero bytes are nothing (13.2.3.5).
            if byte != 0x0D, byte != 0 { page.text.append(byte) }
        }
    }

    /// A character reference, or an ampersand that is none; the space that is not to be broken is a space.
    private mutating func addReference(_ place: Int, _ limit: Int) -> Int {
        let (reference, end) = HTMLReference.read(bytes, place, limit)
        if reference.isSpace, preformattedCount == 0 {
            wantsSpace = true
            return end
        }
        if preformattedCount == 0 { beginWord() }
        reference.append(to: &page.text)
        return end
    }

    /// The first title of the page.
    mutating func addTitle(_ range: Range<Int>) {
        guard page.title.isEmpty, innermost[Int(HTMLElement.svg.rawValue)] < 0 else { return }
        var wantsSpace = false
        var place = range.lowerBound
        while place < range.upperBound {
            if bytes[place] <= Self.space {
                wantsSpace = true
                place &+= 1
                continue
            }
            if wantsSpace, !page.title.isEmpty { page.title.append(Self.space) }
            wantsSpace = false
            if bytes[place] == Self.ampersand {
                let (reference, end) = HTMLReference.read(bytes, place, range.upperBound)
                reference.append(to: &page.title)
                place = end
            } else {
                page.title.append(bytes[place])
                place &+= 1
            }
        }
    }

    /// A line feed; two of them begin a new block, as authors part paragraphs who know no `p`.
    mutating func lineBreak() {
        if droppedCount > 0 { return }
        wantsSpace = false
        guard page.text.count > block.range.lowerBound else { return }
        if preformattedCount == 0, breaks == 1 { return endBlock() }
        breaks &+= 1
        page.text.append(0x0A)
    }

    /// A cell goes on the line of the cell before it, unless that one has lines of its own or either is called
    /// something: then the table is there to lay the page out.
    mutating func beginCell(_ hints: HTMLHints) {
        let start = block.range.lowerBound
        let isInRow =
            block.isRow || page.containers[block.container].element == .td
            || page.containers[block.container].element == .th
        guard page.text.count > start, isInRow, hints.isEmpty, page.containers[block.container].hints.isEmpty,
            page.text.count &- start < 1000, breaks == 0, !page.text[start...].contains(0x0A)
        else { return endBlock() }
        if !block.isRow {
            block.container = page.containers[block.container].parent
            block.isRow = true
        }
        page.text.append(contentsOf: " | ".utf8)
        wantsSpace = false
    }

    /// Closes the block, if there is anything in it.
    mutating func endBlock() {
        let start = block.range.lowerBound
        trimEnd(start)
        defer {
            block = HTMLBlock(range: page.text.count..<page.text.count)
            wantsSpace = false
            breaks = 0
        }
        guard page.text.count > start else { return }
        block.range = start..<page.text.count
        block.linkBytes = min(block.linkBytes, block.range.count)
        block.sentenceEnds = SentenceEnds.count(in: page.text.span.extracting(block.range))
        block.isListItem = isAtItem
        isAtItem = false
        block.headingLevel = headingLevel(page.containers[block.container])
        page.blocks.append(block)
    }

    private mutating func trimEnd(_ start: Int) {
        while page.text.count > start, let last = page.text.last,
            last <= Self.space || (block.isRow && last == UInt8(ascii: "|"))
        {
            page.text.removeLast()
        }
    }

    /// Headings may have blocks in them, but seldom more than one.
    private func headingLevel(_ container: HTMLContainer) -> Int {
        var element = container.element
        if element == .div || element == .p { element = page.containers[container.parent].element }
        guard element.rawValue >= HTMLElement.h1.rawValue, element.rawValue <= HTMLElement.h6.rawValue else { return 0 }
        return Int(element.rawValue &- HTMLElement.h1.rawValue) &+ 1
    }
}
