/// What is no content.
extension MainContent {
    /// Prose that outweighs what its element is called: a box of a book, and no advertisement.
    private static let heavyBytes = 600
    private static let heavySidebarBytes = 240

    mutating func leaveOut() {
        var isInMain = [Bool](repeating: false, count: containers.count)
        for index in containers.indices.dropFirst() {
            let own = containers[index]
            isInMain[index] = isInMain[own.parent] || own.isMain
            isOut[index] = isOut[own.parent] || isNoContent(own, isInMain[index])
            isLinks[index] = isLinks[own.parent] || isListOfLinks(own)
        }
    }

    private func isNoContent(_ own: HTMLContainer, _ isInMain: Bool) -> Bool {
        // Whatever it is called: where half of the prose is, the content is.
        if 2 * own.weight > containers[0].weight { return false }
        switch own.element {
        case .nav, .footer, .aside, .menu, .search, .form, .dialog: return true
        case .header where !isInMain: return true
        default: return isCalledNoContent(own) || isListOfTeasers(own)
        }
    }

    private func isCalledNoContent(_ own: HTMLContainer) -> Bool {
        if own.hints.contains(.metadata), own.textBytes < Self.longBytes { return true }
        if own.hints.contains(.sidebar), own.weight < Self.heavySidebarBytes || 5 * own.linkBytes > own.textBytes {
            return true
        }
        switch own.element {
        // Themes heap words on these that tell what is around them, not what they are.
        case .main, .article: return false
        case .p where own.weight >= Self.longBytes, .li where own.weight > 0: return false
        default: break
        }
        if own.hints.contains(.comments) { return true }
        return own.hints.contains(.boilerplate) && (own.weight < Self.heavyBytes || 10 * own.linkBytes > own.textBytes)
    }

    /// Three or more links, each with a few words about where it leads.
    private func isListOfTeasers(_ own: HTMLContainer) -> Bool {
        own.childCount >= 3 && 3 * own.teaserCount >= 2 * own.childCount && 2 * own.linkBytes < own.textBytes
            && own.element != .dl && own.element != .tbody
    }

    /// Elements that are hardly anything but links.
    private func isListOfLinks(_ own: HTMLContainer) -> Bool {
        switch own.element {
        case .p, .li, .dt, .dd, .tr, .td, .th, .h1, .h2, .h3, .h4, .h5, .h6: false
        default: 10 * own.linkBytes > 6 * own.textBytes && 5 * own.weight < containers[0].weight
        }
    }
}
