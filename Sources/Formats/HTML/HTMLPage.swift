import Records

/// Gathers the text of a page, block by block, from its tags.
struct HTMLPage {
    private(set) var blocks: [HTMLBlock] = []
    private(set) var text: [UInt8] = []
    private(set) var title: [UInt8] = []
    private(set) var language: [UInt8] = []
    private var depth = 0
    /// Elements were nested beyond what is read; nothing was gathered from then on.
    private(set) var isTooDeep = false

    private var droppedDepth = 0
    private var titleDepth = 0
    private var unlikelyDepth = 0
    private var mainCount = 0
    private var formCount = 0
    private var linkCount = 0
    private var preformattedCount = 0
    private var elements: [HTMLElement] = []
    private var block = HTMLBlock(range: 0..<0)
    private var wantsSpace = false

    mutating func start(_ name: UnsafePointer<UInt8>, _ attributes: HTMLAttributes) {
        depth += 1
        isTooDeep = isTooDeep || depth > HTMLParse.maximumDepth
        if isTooDeep { return }
        let element = HTMLElement(named: name)
        elements.append(element)
        if language.isEmpty, XMLTag.equals(name, "html") {
            language = attributes["lang"] ?? attributes["xml:lang"] ?? []
        }
        if element.contains(.title), title.isEmpty, titleDepth == 0 { titleDepth = depth }
        guard droppedDepth == 0 else { return }
        let isDropped = element.contains(.dropped) || (element.contains(.header) && mainCount == 0)
        if isDropped || attributes.isHidden {
            if element.contains(.block) || isDropped { endBlock() }
            droppedDepth = depth
            return
        }
        if element.contains(.block) { endBlock() }
        if unlikelyDepth == 0, depth > 2, !element.contains(.main), attributes.isUnlikely { unlikelyDepth = depth }
        if element.contains(.main) { mainCount += 1 }
        if element.contains(.form) { formCount += 1 }
        if element.contains(.link) { linkCount += 1 }
        if element.contains(.preformatted) { preformattedCount += 1 }
        if element.contains(.heading) { block.isHeading = true }
        if element.contains(.listItem) { block.isListItem = true }
        if element.contains(.lineBreak) { lineBreak() }
        if element.contains(.cell), text.count > block.range.lowerBound {
            text += Array(" | ".utf8)
            wantsSpace = false
        }
    }

    mutating func end() {
        guard !isTooDeep, let element = elements.popLast() else { return }
        if titleDepth == depth { titleDepth = 0 }
        if droppedDepth > 0 {
            if droppedDepth == depth { droppedDepth = 0 }
        } else {
            if element.contains(.block) { endBlock() }
            if element.contains(.heading) { block.isHeading = false }
            if element.contains(.listItem) { block.isListItem = false }
            if element.contains(.main) { mainCount -= 1 }
            if element.contains(.form) { formCount -= 1 }
            if element.contains(.link) { linkCount -= 1 }
            if element.contains(.preformatted) { preformattedCount -= 1 }
            if unlikelyDepth == depth { unlikelyDepth = 0 }
        }
        depth -= 1
    }

    mutating func add(_ more: Span<UInt8>) {
        if titleDepth > 0 { return Self.addCollapsed(more, to: &title) }
        guard droppedDepth == 0 else { return }
        let before = text.count
        if preformattedCount > 0 {
            more.withUnsafeBufferPointer { text.append(contentsOf: $0) }
        } else {
            addCollapsed(more)
        }
        if linkCount > 0 { block.linkBytes += text.count - before }
    }

    private static func addCollapsed(_ more: Span<UInt8>, to output: inout [UInt8]) {
        for index in more.indices {
            let byte = more[index]
            if byte > 0x20 { output.append(byte) } else if let last = output.last, last != 0x20 { output.append(0x20) }
        }
    }

    private mutating func addCollapsed(_ more: Span<UInt8>) {
        for index in more.indices {
            let byte = more[index]
            if byte <= 0x20 {
                wantsSpace = true
                continue
            }
            if wantsSpace, text.count > block.range.lowerBound, let last = text.last, last != 0x20, last != 0x0A {
                text.append(0x20)
            }
            wantsSpace = false
            text.append(byte)
        }
    }

    private mutating func lineBreak() {
        while text.count > block.range.lowerBound, text.last == 0x20 { text.removeLast() }
        if text.count > block.range.lowerBound { text.append(0x0A) }
        wantsSpace = false
    }

    /// Closes the block, if there is anything in it.
    mutating func endBlock() {
        let start = block.range.lowerBound
        while text.count > start, let last = text.last,
            last <= 0x20 || (last == UInt8(ascii: "|") && !block.isPreformatted)
        {
            text.removeLast()
        }
        if text.count > start {
            block.range = start..<text.count
            block.isPreformatted = preformattedCount > 0
            block.isInMain = mainCount > 0
            block.isInForm = formCount > 0
            block.isUnlikely = unlikelyDepth > 0
            block.linkBytes = min(block.linkBytes, block.range.count)
            block.sentenceEnds = SentenceEnds.count(in: text.span.extracting(block.range))
            blocks.append(block)
        }
        // `<li><p>`: what the empty block would have been, the next one is.
        let isEmpty = text.count == start
        var next = HTMLBlock(range: text.count..<text.count)
        next.isHeading = isEmpty && block.isHeading
        next.isListItem = isEmpty && block.isListItem
        block = next
        wantsSpace = false
    }
}
