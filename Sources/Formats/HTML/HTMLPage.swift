/// The text of a page, in lines, and the block elements they stand in.
struct HTMLPage {
    var blocks: [HTMLBlock] = []
    /// The first one is the page as a whole.
    var containers = [HTMLContainer(parent: 0, element: .html, hints: [])]
    var text: [UInt8] = []
    var title: [UInt8] = []
    var language: [UInt8] = []

    func appendMainText(to output: inout [UInt8]) { append(MainContent.select(self), to: &output) }

    func appendWholeText(to output: inout [UInt8]) { append(Array(blocks.indices), to: &output) }

    /// The chosen blocks, a line each.
    private func append(_ chosen: [Int], to output: inout [UInt8]) {
        for (place, index) in chosen.enumerated() {
            if place > 0 { output.append(0x0A) }
            if blocks[index].isListItem { output.append(contentsOf: "- ".utf8) }
            output.append(contentsOf: text[blocks[index].range])
        }
    }
}
