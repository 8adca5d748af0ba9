/// Small questions about the bytes of a text; outside of it nothing is anything.
struct TextCursor: ~Escapable {
    let text: Span<UInt8>

    @_lifetime(copy text)
    init(_ text: Span<UInt8>) { self.text = text }

    var count: Int { text.count }

    @inline(__always)
    subscript(index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0 }

    @inline(__always)
    func isDigit(_ index: Int) -> Bool { self[index] &- 0x30 < 10 }
    @inline(__always)
    func isLetter(_ index: Int) -> Bool { (self[index] | 0x20) &- 0x61 < 26 }
    @inline(__always)
    func isUpper(_ index: Int) -> Bool { self[index] &- 0x41 < 26 }
    @inline(__always)
    func isAlphanumeric(_ index: Int) -> Bool { isDigit(index) || isLetter(index) }
    /// Part of a word of any script.
    @inline(__always)
    func isWord(_ index: Int) -> Bool { isAlphanumeric(index) || self[index] == 0x5F || isForeign(index) }
    @inline(__always)
    private func isForeign(_ index: Int) -> Bool {
        // Han, Kana and signs in wide form stand against numbers without a blank.
        self[index] >= 0xC3 && self[index] < 0xE1
    }

    func stands(_ word: StaticString, at index: Int) -> Bool {
        index >= 0 && Phrases.stands(word, text, at: index)
    }

    /// Whether one of some words in lower case stands within so many bytes before an index, in ASCII letters of any case.
    func follows(_ words: [StaticString], _ index: Int, within distance: Int) -> Bool {
        let first = max(0, index - distance)
        for start in first..<index {
            for word in words where start + word.utf8CodeUnitCount <= index {
                var place = 0
                while place < word.utf8CodeUnitCount, lower(start + place) == word.utf8Start[place] { place += 1 }
                if place == word.utf8CodeUnitCount { return true }
            }
        }
        return false
    }

    private func lower(_ index: Int) -> UInt8 { isUpper(index) ? self[index] | 0x20 : self[index] }

    /// Where a run of bytes that `belongs` ends.
    func end(from start: Int, where belongs: (UInt8) -> Bool) -> Int {
        var index = start
        while index < count, belongs(text[index]) { index += 1 }
        return index
    }
}
