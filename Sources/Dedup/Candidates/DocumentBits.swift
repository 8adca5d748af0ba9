/// A bit for each document.
struct DocumentBits {
    private var words: [UInt64]

    init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

    func contains(_ document: UInt32) -> Bool { words[Int(document / 64)] >> UInt64(document % 64) & 1 == 1 }

    mutating func insert(_ document: UInt32) { words[Int(document / 64)] |= 1 << UInt64(document % 64) }
}
