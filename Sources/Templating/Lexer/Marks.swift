/// The delimiters as bytes, and which of them a position starts with.
struct Marks {
    enum Opening { case raw, block, variable, comment }

    let blockStart: [UInt8]
    let blockEnd: [UInt8]
    let variableStart: [UInt8]
    let variableEnd: [UInt8]
    let commentStart: [UInt8]
    let commentEnd: [UInt8]
    /// Longest first; of equal length, the order in which the peer tries them.
    let openings: [(mark: [UInt8], opening: Opening)]

    init(_ delimiters: Delimiters) {
        blockStart = Array(delimiters.blockStart.utf8)
        blockEnd = Array(delimiters.blockEnd.utf8)
        variableStart = Array(delimiters.variableStart.utf8)
        variableEnd = Array(delimiters.variableEnd.utf8)
        commentStart = Array(delimiters.commentStart.utf8)
        commentEnd = Array(delimiters.commentEnd.utf8)
        let all: [(mark: [UInt8], opening: Opening)] = [
            (variableStart, .variable), (commentStart, .comment), (blockStart, .block),
        ]
        var ordered: [(mark: [UInt8], opening: Opening)] = []
        for length in Set(all.map(\.mark.count)).sorted(by: >) {
            ordered += all.filter { $0.mark.count == length && length > 0 }
        }
        openings = ordered
    }
}
