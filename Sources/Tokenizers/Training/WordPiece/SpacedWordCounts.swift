package import Records

/// Counts what stands between spaces, tabs and line breaks, as it stands: each different word is normalised once, when
/// training begins. No rule of BERT's normalizer looks across these.
package struct SpacedWordCounts: WordCounts {
    private var counts = PretokenCounts(pattern: .gpt2)

    package init() {}

    package var memoryUsed: Int { counts.memoryUsed }

    package mutating func add(_ document: Span<UInt8>, from start: Int, within memory: Int) -> Int {
        document.withUnsafeBufferPointer { document in
            var place = start
            repeat {
                let word = document[place...].prefix { !Self.isSpace($0) }
                if !word.isEmpty { counts.add(word: UnsafeBufferPointer(rebasing: word)) }
                place = min(word.endIndex + 1, document.count)
            } while place < document.count && memoryUsed <= memory
            return place
        }
    }

    package func forEachSorted(_ body: (Span<UInt8>, Int64) throws(DataError) -> Void) throws(DataError) {
        try counts.forEachSorted(body)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }
}
