import Records

/// A heading that was met, and what becomes of the lines at the end.
struct WikitextHeading {
    /// Of its line in the text.
    var start: Int
    var level: Int

    /// Appends the lines without leading and trailing blank ones, never two of them together, and without the headings
    /// of sections in which nothing is left.
    static func appendLines(of output: [UInt8], _ headings: [WikitextHeading], to text: inout [UInt8]) {
        let isKept = kept(headings, output)
        let start = text.count
        var heading = 0
        var feeds = 0
        var line = 0
        while line < output.count {
            let end = ByteScan.first(0x0A, in: output.span, from: line) ?? output.count
            var isDropped = end == line
            while heading < headings.count, headings[heading].start <= line {
                isDropped = isDropped || (headings[heading].start == line && !isKept[heading])
                heading += 1
            }
            if !isDropped {
                if text.count > start { text.append(contentsOf: repeatElement(0x0A, count: min(feeds, 2))) }
                text.append(contentsOf: output[line..<end])
                feeds = 0
            }
            feeds += 1
            line = end + 1
        }
    }

    /// Whether there is text in the section of each, in its own part of it or in a section within.
    private static func kept(_ headings: [WikitextHeading], _ output: [UInt8]) -> [Bool] {
        var isKept = Array(repeating: false, count: headings.count)
        // By level: whether a section of it, in the one that is being looked at, is kept.
        var below = InlineArray<8, Bool>(repeating: false)
        var sectionEnd = output.count
        for index in headings.indices.reversed() {
            let heading = headings[index]
            let own = ByteScan.first(0x0A, in: output.span, from: heading.start) ?? sectionEnd
            var keeps = own < sectionEnd && output[own..<sectionEnd].contains { $0 > 0x20 }
            for level in (heading.level + 1)..<8 {
                keeps = keeps || below[level]
                below[level] = false
            }
            isKept[index] = keeps
            below[heading.level] = below[heading.level] || keeps
            sectionEnd = heading.start
        }
        return isKept
    }
}
