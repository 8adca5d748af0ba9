/// Marks that end sentences.
enum SentenceEnds {
    /// How many there are: `.`, `!`, `?` before a space or the end, and the full stops of Chinese and Japanese (U+3002,
    /// U+FF01, U+FF1F), Devanagari (U+0964), Arabic (U+061F, U+06D4), Ethiopic (U+1362), Burmese (U+104B), Khmer
    /// (U+17D4) and Armenian (U+0589).
    static func count(in text: Span<UInt8>) -> Int {
        var total = 0
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
                if index + 1 >= text.count || text[index + 1] <= 0x20 { total += 1 }
            case 0xD6, 0xD8, 0xDB, 0xE0, 0xE1, 0xE3, 0xEF: if isMark(text, index) { total += 1 }
            default: break
            }
        }
        return total
    }

    private static func isMark(_ text: Span<UInt8>, _ index: Int) -> Bool {
        guard index + 1 < text.count else { return false }
        let second = text[index + 1]
        switch (text[index], second) {
        case (0xD6, 0x89), (0xD8, 0x9F), (0xDB, 0x94): return true
        default: break
        }
        guard index + 2 < text.count else { return false }
        switch (text[index], second, text[index + 2]) {
        case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F), (0xE0, 0xA5, 0xA4), (0xE1, 0x8D, 0xA2),
            (0xE1, 0x81, 0x8B), (0xE1, 0x9F, 0x94):
            return true
        default: return false
        }
    }
}
