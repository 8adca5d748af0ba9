/// A bit for each document of all parts.
struct DocumentBits {
    private var words: [[UInt64]]

    /// - Parameter counts: documents of each part.
    init(counts: [Int]) { words = counts.map { [UInt64](repeating: 0, count: ($0 + 63) / 64) } }

    func contains(_ document: UInt64) -> Bool {
        let (part, number) = (Int(document >> 32), Int(document & 0xFFFF_FFFF))
        return words[part][number / 64] >> UInt64(number % 64) & 1 == 1
    }

    mutating func insert(_ document: UInt64) {
        let (part, number) = (Int(document >> 32), Int(document & 0xFFFF_FFFF))
        words[part][number / 64] |= 1 << UInt64(number % 64)
    }
}
