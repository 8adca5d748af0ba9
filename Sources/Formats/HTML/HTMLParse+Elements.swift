/// Which elements are open, and what that means for the text.
extension HTMLParse {
    mutating func begin(_ element: HTMLElement, _ traits: HTMLElement.Traits, _ attributes: HTMLAttributes) {
        closeImplied(element, traits)
        if element == .html || element == .body, page.language.isEmpty, !attributes.language.isEmpty {
            page.language = Array(bytes[attributes.language])
        }
        if element == .br { return lineBreak() }
        if element == .hr { return endBlock() }
        if traits.contains(.void) { return }
        push(element, traits, attributes)
    }

    /// Start tags that end what is open (the standard's "has an element in scope" and its implied end tags).
    private mutating func closeImplied(_ element: HTMLElement, _ traits: HTMLElement.Traits) {
        if innermost[.head] >= 0, !traits.contains(.metadata), element != .head, element != .other || droppedCount == 0
        {
            pop(to: innermost[.head])
        }
        if traits.contains(.block) { closeParagraph() }
        switch element {
        case .li: close([.li], within: [.ul, .ol, .menu])
        case .dt, .dd: close([.dt, .dd], within: [.dl])
        case .tr: close([.tr, .caption, .colgroup], within: [.table])
        case .td, .th: close([.td, .th, .caption], within: [.tr, .table])
        case .thead, .tbody, .tfoot: close([.thead, .tbody, .tfoot, .caption, .colgroup], within: [.table])
        case .option: close([.option], within: [.select, .datalist])
        case .a: if innermost[.a] > innermostScope { neutralize(.a) }
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if let top = open.last, top.traits.contains(.heading) { pop(to: open.count &- 1) }
        default: break
        }
    }

    /// A block element ends an open paragraph; a link that began in it goes on behind it.
    private mutating func closeParagraph() {
        let paragraph = innermost[.p]
        guard paragraph > innermostScope else { return }
        let link = innermost[.a] > paragraph ? open[innermost[.a]] : nil
        pop(to: paragraph)
        guard let link else { return }
        var attributes = HTMLAttributes()
        attributes.isLink = link.isLink
        push(.a, [], attributes)
    }

    /// Ends the outermost open one of `elements` that lies inside the innermost of `limits`.
    private mutating func close(_ elements: [HTMLElement], within limits: [HTMLElement]) {
        var limit = -1
        for element in limits { limit = max(limit, innermost[element]) }
        var found = Int.max
        for element in elements where innermost[element] > limit { found = min(found, innermost[element]) }
        if found < Int.max { pop(to: found) }
    }

    private mutating func push(_ element: HTMLElement, _ traits: HTMLElement.Traits, _ attributes: HTMLAttributes) {
        var entry = HTMLOpenElement(
            element: element, traits: traits, outerSame: innermost[element], outerScope: innermostScope,
            outerBlock: innermostBlock, outerContainer: container, outerHinted: hintedCount)
        let hints = hints(element, attributes)
        entry.isDropped = traits.contains(.dropped) || hints.contains(.hidden)
        if traits.contains(.block) {
            if element == .td || element == .th { beginCell(hints) } else { endBlock() }
            page.containers.append(HTMLContainer(parent: container, element: element, hints: hints))
            container = page.containers.count &- 1
            innermostBlock = open.count
            hintedCount = 0
            if element == .li { isAtItem = true }
        } else {
            entry.isHinted = hints.contains(.metadata)
        }
        innermost[element] = open.count
        if traits.contains(.scope) { innermostScope = open.count }
        if entry.isDropped { droppedCount &+= 1 }
        if entry.isHinted { hintedCount &+= 1 }
        entry.isLink = element == .a && attributes.isLink
        if entry.isLink { linkCount &+= 1 }
        if traits.contains(.preformatted) { preformattedCount &+= 1 }
        open.append(entry)
    }

    /// The page as a whole is not hidden, and is called all sorts of things.
    private func hints(_ element: HTMLElement, _ attributes: HTMLAttributes) -> HTMLHints {
        if element == .html || element == .body { return [] }
        var hints: HTMLHints = attributes.isHidden ? .hidden : []
        if !attributes.classes.isEmpty { hints.formUnion(HTMLHints.of(names: bytes[attributes.classes])) }
        if !attributes.id.isEmpty { hints.formUnion(HTMLHints.of(names: bytes[attributes.id])) }
        if !attributes.role.isEmpty {
            if HTMLAttributes.isEqual(bytes[attributes.role], "main") { return [.content, .main] }
            hints.formUnion(HTMLHints.of(role: bytes[attributes.role]))
        }
        return hints
    }

    mutating func end(_ element: HTMLElement, _ traits: HTMLElement.Traits) {
        let position = innermost[element]
        guard position >= 0 else { return }
        if traits.contains(.heading) || traits.contains(.block) {
            // `</div>` in a cell does not close the table around it, but `</table>` does.
            let isTablePart = element == .table || element == .tr || element == .td || element == .th
            let isOutermost = element == .body || element == .html
            if position > innermostScope || position == innermostScope || isTablePart || isOutermost {
                pop(to: position)
            }
        } else if traits.contains(.dropped) || position > innermostBlock {
            pop(to: position)
        } else {
            neutralize(element)
        }
    }

    /// Ends the innermost open element of this name and leaves open what began in it: `<b><p></b></p>`.
    private mutating func neutralize(_ element: HTMLElement) {
        let position = innermost[element]
        undo(open[position])
        innermost[element] = open[position].outerSame
        open[position].element = .other
        open[position].outerSame = .min
        open[position].isDropped = false
        open[position].isHinted = false
        open[position].isLink = false
        open[position].traits = []
    }

    /// Closes open elements until `count` are left.
    mutating func pop(to count: Int) {
        while open.count > count, let entry = open.popLast() {
            undo(entry)
            if entry.outerSame != .min { innermost[entry.element] = entry.outerSame }
            if entry.traits.contains(.block) {
                // The next cell may go on in the line.
                if entry.element != .td, entry.element != .th { endBlock() }
                container = entry.outerContainer
                innermostBlock = entry.outerBlock
                innermostScope = entry.outerScope
                hintedCount = entry.outerHinted
            }
        }
    }

    private mutating func undo(_ entry: HTMLOpenElement) {
        if entry.isDropped { droppedCount &-= 1 }
        if entry.isHinted { hintedCount &-= 1 }
        if entry.isLink { linkCount &-= 1 }
        if entry.traits.contains(.preformatted) { preformattedCount &-= 1 }
    }
}

extension [Int] {
    fileprivate subscript(element: HTMLElement) -> Int {
        get { self[Int(element.rawValue)] }
        set { self[Int(element.rawValue)] = newValue }
    }
}
