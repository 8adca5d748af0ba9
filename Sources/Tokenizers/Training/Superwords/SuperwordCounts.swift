package import Records

/// Counts what superwords are learnt inside: the pre-tokens of a pattern, words joined that a space parts. Equal ones are
/// counted together, so that no text is kept (C. W. Schmidt et al., "Faster Superword Tokenization", arXiv:2604.05192).
package struct SuperwordCounts: WordCounts {
    private let pattern: PretokenPattern
    private var counts: PretokenCounts

    package init(pattern: PretokenPattern) {
        self.pattern = pattern
        counts = PretokenCounts(pattern: pattern)
    }

    package var memoryUsed: Int { counts.memoryUsed }

    package mutating func add(_ document: Span<UInt8>, from first: Int, within memory: Int) -> Int {
        document.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            let text = ScannedText(bytes: base, count: bytes.count)
            var start = first
            repeat {
                let end = pattern.wordsEnd(text, start)
                counts.add(word: UnsafeBufferPointer(rebasing: bytes[start..<end]))
                start = end
            } while start < text.count && memoryUsed <= memory
            return start
        }
    }

    package func forEachSorted(_ body: (Span<UInt8>, Int64) throws(DataError) -> Void) throws(DataError) {
        try counts.forEachSorted(body)
    }
}
