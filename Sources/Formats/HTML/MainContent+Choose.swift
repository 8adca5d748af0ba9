/// What of the rest is the content.
extension MainContent {
    func choose() -> [Int] {
        let root = root()
        let inside = blocks(in: root)
        var chosen = inside.filter { !isLinks[page.blocks[$0].container] && isWorthKeeping(page.blocks[$0]) }
        // A page of links, as tables of contents are.
        if bytes(inside) > 4 * bytes(chosen) { chosen = inside }
        chosen = withoutLoneHeadings(chosen)
        if chosen.isEmpty {
            chosen = page.blocks.indices.filter { 2 * page.blocks[$0].linkBytes <= page.blocks[$0].range.count }
        }
        return withTitle(chosen)
    }

    /// The innermost container that holds nearly all that is left. Outside of an element that calls itself the main
    /// content more may be lost than within, and hardly anything must speak for such an element if the page's title is
    /// in it, too.
    private func root() -> Int {
        let (left, heaviest) = left()
        let title = page.blocks.first { isTitle($0) }
        var isInMain = false
        var root = 0
        while left[root] > 0, heaviest[root] > 0 {
            let child = heaviest[root]
            let isMain = containers[child].isMain
            let holdsTitle = title.map { holds(child, $0.container) } ?? false
            let share = isMain ? (holdsTitle ? 30 : 60) : isInMain ? 95 : 80
            guard isBranch(containers[child].element), 100 * left[child] >= share * left[root] else { break }
            isInMain = isInMain || isMain
            root = child
        }
        return root
    }

    /// The weight that is left in each container, and the heaviest container right inside it, 0 if there is none.
    private func left() -> (left: [Int], heaviest: [Int]) {
        var left = [Int](repeating: 0, count: containers.count)
        for (index, block) in page.blocks.enumerated() where !isOut[block.container] {
            left[block.container] += weights[index]
        }
        var heaviest = [Int](repeating: 0, count: containers.count)
        for index in left.indices.dropFirst().reversed() {
            let parent = containers[index].parent
            left[parent] += left[index]
            if heaviest[parent] == 0 || left[index] >= left[heaviest[parent]] { heaviest[parent] = index }
        }
        return (left, heaviest)
    }

    /// Whether what is beside an element may be of another kind than what is in it.
    private func isBranch(_ element: HTMLElement) -> Bool {
        switch element {
        case .p, .ul, .ol, .dl, .li, .pre, .blockquote, .tr, .tbody, .thead, .dd, .details, .figure: false
        default: true
        }
    }

    private func holds(_ outer: Int, _ inner: Int) -> Bool {
        var index = inner
        while index > outer { index = containers[index].parent }
        return index == outer
    }

    private func blocks(in root: Int) -> [Int] {
        var isInside = [Bool](repeating: false, count: containers.count)
        isInside[root] = true
        for index in containers.indices where index > root { isInside[index] = isInside[containers[index].parent] }
        return page.blocks.indices.filter { isInside[page.blocks[$0].container] && !isOut[page.blocks[$0].container] }
    }

    private func bytes(_ blocks: [Int]) -> Int { blocks.reduce(0) { $0 + page.blocks[$1].range.count } }

    private func isWorthKeeping(_ block: HTMLBlock) -> Bool {
        if block.headingLevel > 0 { return true }
        if 2 * block.hintedBytes > block.range.count { return false }
        guard 10 * block.linkBytes > 7 * block.range.count else { return true }
        if block.sentenceEnds > 0, block.range.count >= Self.longBytes { return true }
        switch containers[block.container].element {
        case .p, .li, .dt, .dd: return true
        default: return block.isRow
        }
    }

    /// A heading goes with the text behind it, or with a lesser heading that does.
    private func withoutLoneHeadings(_ chosen: [Int]) -> [Int] {
        var kept: [Int] = []
        var level = 7
        for index in chosen.reversed() {
            let own = page.blocks[index].headingLevel
            if own > 0, own >= level || kept.isEmpty { continue }
            level = own > 0 ? own : 7
            kept.append(index)
        }
        return kept.reversed()
    }

    /// The heading that names the page, if it stands before the content.
    private func withTitle(_ chosen: [Int]) -> [Int] {
        guard let first = chosen.first, !chosen.contains(where: { page.blocks[$0].headingLevel == 1 }) else {
            return chosen
        }
        let before = page.blocks.indices.prefix(first).filter { isTitle(page.blocks[$0]) }
        let title = before.last { page.blocks[$0].headingLevel == 1 } ?? before.last
        return title.map { [$0] + chosen } ?? chosen
    }

    /// A heading that the page's title begins with.
    private func isTitle(_ block: HTMLBlock) -> Bool {
        block.headingLevel > 0 && page.title.starts(with: page.text[block.range])
    }
}
