/// A text on a terminal, what is trained on in green, the rest faint.
enum TrainedColour {
    /// - Parameter trained: in order; may touch or overlap.
    static func append(_ text: [UInt8], _ trained: [Range<Int>], to bytes: inout [UInt8]) {
        var at = 0
        func show(upTo end: Int, _ colour: String) {
            guard end > at else { return }
            bytes += "\u{1B}[\(colour)m".utf8
            bytes += text[at..<end]
            bytes += "\u{1B}[0m".utf8
            at = end
        }
        var index = 0
        while index < trained.count {
            var end = trained[index].upperBound
            show(upTo: trained[index].lowerBound, "2")
            index += 1
            while index < trained.count, trained[index].lowerBound <= end {
                end = max(end, trained[index].upperBound)
                index += 1
            }
            show(upTo: end, "1;32")
        }
        show(upTo: text.count, "2")
        bytes += "\n\n".utf8
    }
}
