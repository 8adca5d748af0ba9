extension TokenChunk {
    private typealias Character = TokenCharacter

    /// Whether any affix stands at its place in the chunk.
    var hasAffixes: Bool {
        let all = 0..<points.count
        return prefixLength(0, all.count) > 0 || suffixLength(0, all.count) > 0
            || all.contains { infixLength($0, 0, all.count) > 0 }
    }

    private func isDigit(_ index: Int) -> Bool { points[index] &- 0x30 < 10 }

    private func spells(_ text: StaticString, at index: Int) -> Bool {
        guard index >= 0, index + text.utf8CodeUnitCount <= points.count else { return false }
        for place in 0..<text.utf8CodeUnitCount where points[index + place] != UInt32(text.utf8Start[place]) {
            return false
        }
        return true
    }

    /// Code points at the beginning of `low..<high` that are a token of their own.
    func prefixLength(_ low: Int, _ high: Int) -> Int {
        if marks[low] & (Character.punctuation | Character.quote | Character.currency | Character.icon) != 0 {
            return 1
        }
        switch points[low] {
        case 0xA7, 0x25, 0x3D, 0x2014, 0x2013: return 1  // § % = — –
        case 0x2B: return low + 1 < high && isDigit(low + 1) ? 0 : 1  // +
        case 0x2E:
            let dots = dotCount(low, high)
            return dots > 1 ? dots : 0
        case 0x55: return low + 3 <= high && spells("US$", at: low) ? 3 : 0
        case 0x41, 0x43: return low + 2 <= high && points[low + 1] == 0x24 ? 2 : 0  // A$ C$
        default: return 0
        }
    }

    private func dotCount(_ low: Int, _ high: Int) -> Int {
        var end = low
        while end < high, points[end] == 0x2E { end += 1 }
        return end - low
    }

    /// Code points at the end of `low..<high` that are a token of their own: of what might be cut off, the longest.
    func suffixLength(_ low: Int, _ high: Int) -> Int {
        guard low < high else { return 0 }
        let last = high - 1
        let point = points[last]
        if point == 0x2E { return dotSuffixLength(low, high) }
        if let unit = unitLength(low, high) { return unit }
        if high - low >= 2 {
            if point == 0x2026 && points[last - 1] == 0x2026 { return 2 }
            let isApostrophe = points[last - 1] == 0x27 || points[last - 1] == 0x2019
            if isApostrophe && (point == 0x73 || point == 0x53) { return 2 }
        }
        if marks[last] & (Character.punctuation | Character.quote | Character.icon) != 0 { return 1 }
        if point == 0x2014 || point == 0x2013 { return 1 }
        return point == 0x2B && last > low && isDigit(last - 1) ? 1 : 0
    }

    private func dotSuffixLength(_ low: Int, _ high: Int) -> Int {
        let last = high - 1
        var start = last
        while start > low, points[start - 1] == 0x2E { start -= 1 }
        if start < last { return high - start }
        guard last > low else { return 0 }
        let before = last - 1
        if marks[before] & (Character.lower | Character.punctuation | Character.quote) != 0 || isDigit(before) {
            return 1
        }
        if [0x25, 0xB2, 0x2D, 0x2B, 0x7C].contains(points[before]) { return 1 }  // % ² - + |
        guard before > low else { return 0 }
        if marks[before] & marks[before - 1] & Character.upper != 0 { return 1 }
        return points[before - 1] == 0xB0 && [0x46, 0x43, 0x4B].contains(points[before] & ~0x20) ? 1 : 0
    }

    /// A unit or currency behind a digit.
    private func unitLength(_ low: Int, _ high: Int) -> Int? {
        var start = high
        while start > low, high - start <= Self.longestUnit, !isDigit(start - 1) { start -= 1 }
        guard start > low, start < high, isDigit(start - 1) else { return nil }
        if high - start == 1 && marks[start] & Character.currency != 0 { return 1 }
        return Self.units.contains(Array(points[start..<high])) ? high - start : nil
    }

    private static let longestUnit = 7
    /// Two of the Arabic units hang on a Cyrillic one in spaCy's list, and so they do here.
    private static let units: Set<[UInt32]> = Set(
        """
        US$ C$ A$ km km² km³ m m² m³ dm dm² dm³ cm cm² cm³ mm mm² mm³ ha µm nm yd in ft kg g mg µg t lb oz m/s km/h kmh mph
        hPa Pa mbar mb MB kb KB gb GB tb TB T G M K % км км² км³ м м² м³ дм дм² дм³ см см² см³ мм мм² мм³ нм кг г мг м/с км/ч
        кПа Па мбар Кб КБ кб Мб МБ мб Гб ГБ гб Тб ТБ тбكم كم² كم³ م م² م³ سم سم² سم³ مم مم² مم³ كم غرام جرام جم كغ ملغ كوب
        اكواب
        """.split { $0 == " " || $0 == "\n" }.map { $0.unicodeScalars.map(\.value) })

    /// Code points at `index` that part what stands before and after them.
    func infixLength(_ index: Int, _ low: Int, _ high: Int) -> Int {
        let point = points[index]
        if point == 0x2E, index + 1 < high, points[index + 1] == 0x2E { return dotCount(index, high) }
        if point == 0x2026 || marks[index] & Character.icon != 0 { return 1 }
        guard index > low, index + 1 < high else { return 0 }
        let (before, after) = (marks[index - 1], marks[index + 1])
        let isAfterLetter = before & Character.alphabetic != 0
        let isAfterWord = isAfterLetter || isDigit(index - 1)
        switch point {
        case 0x2B, 0x2A, 0x5E, 0x2D:  // + * ^ -
            if isDigit(index - 1) && (isDigit(index + 1) || points[index + 1] == 0x2D) { return 1 }
        case 0x2E:
            let parts =
                before & (Character.lower | Character.quote) != 0 && after & (Character.upper | Character.quote) != 0
            return parts ? 1 : 0
        case 0x2C: return isAfterLetter && after & Character.alphabetic != 0 ? 1 : 0
        case 0x3A, 0x3C, 0x3E, 0x3D, 0x2F: return isAfterWord && after & Character.alphabetic != 0 ? 1 : 0
        default: break
        }
        return isAfterWord ? hyphenLength(index, high) : 0
    }

    /// `-`, `--`, `---`, `–`, `—`, `——` or `~` before a letter.
    private func hyphenLength(_ index: Int, _ high: Int) -> Int {
        let longest: Int
        switch points[index] {
        case 0x2D: longest = 3
        case 0x2014: longest = 2
        case 0x2013, 0x7E: longest = 1
        default: return 0
        }
        for length in 1...longest {
            guard index + length < high else { return 0 }
            if marks[index + length] & Character.alphabetic != 0 { return length }
            if points[index + length] != points[index] { return 0 }
        }
        return 0
    }
}
