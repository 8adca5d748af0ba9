internal import Records

/// How much of a text is lines, or paragraphs, that stood in it before.
struct RepeatedPieces {
    private var pieces = 0
    private var repeated = 0
    private var repeatedBytes = 0
    private let bytes: Int

    /// - Parameter separatorNewlines: how many newlines in a row end a piece: 1 for lines, 2 for paragraphs.
    init(_ text: Span<UInt8>, separatorNewlines: Int) {
        bytes = text.count
        var seen: Set<UInt64> = []
        var start = 0
        var newlines = 0
        for index in 0...text.count {
            let isEnd = index == text.count
            if !isEnd && text[index] == 0x0A {
                newlines += 1
                if newlines < separatorNewlines { continue }
            } else {
                newlines = 0
                if !isEnd { continue }
            }
            let end = isEnd ? index : index + 1 - newlines
            if end > start { add(text.extracting(start..<end), &seen) }
            start = index + 1
            newlines = 0
        }
    }

    private mutating func add(_ piece: Span<UInt8>, _ seen: inout Set<UInt64>) {
        pieces += 1
        if !seen.insert(ContentHash.xxh3(piece)).inserted {
            repeated += 1
            repeatedBytes += piece.count
        }
    }

    var share: Double { pieces == 0 ? 0 : Double(repeated) / Double(pieces) }
    var byteShare: Double { bytes == 0 ? 0 : Double(repeatedBytes) / Double(bytes) }
}
