/// The script a code point is written in (UAX #24), as far as segmentation and reports care; the rest are `other`.
package enum Script: UInt8, Sendable, CaseIterable {
    case unknown, common, inherited, latin, greek, cyrillic, armenian, georgian, hebrew, arabic, syriac, thaana, nko
    case devanagari, bengali, gurmukhi, gujarati, oriya, tamil, telugu, kannada, malayalam, sinhala, thai, lao, tibetan
    case myanmar, khmer, ethiopic, cherokee, canadianAboriginal, mongolian, tifinagh, javanese, balinese, yi, bopomofo
    case hangul, hiragana, katakana, han, other

    private static let table = CodePointTable(ScriptTable.values)

    package static func of(_ point: UInt32) -> Script {
        if point < CodePointTable.tabled { return Script(rawValue: table[point]) ?? .unknown }
        // Looked up rather than tabled: ideographs, then tags and variation selectors.
        var (low, high) = (0, ScriptTable.values.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if ScriptTable.values[middle] >> 8 <= point { low = middle } else { high = middle }
        }
        return Script(rawValue: UInt8(truncatingIfNeeded: ScriptTable.values[low])) ?? .unknown
    }
}
