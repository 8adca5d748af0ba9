/// Ends of runs of one kind. Each takes a place from 0 to `count` and returns one at or after it.
extension ScannedText {
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The high bit of each byte of the word that is not an ASCII letter.
    @inline(__always)
    private func notLetters(_ word: UInt64) -> UInt64 {
        // Lower case, then two additions that carry into a byte's high bit from 'a' on and from beyond 'z' on.
        let folded = (word | 0x2020_2020_2020_2020) & ~Self.highBits
        let fromA = folded &+ 0x1F1F_1F1F_1F1F_1F1F
        let beyondZ = folded &+ 0x0505_0505_0505_0505
        return (~fromA | beyondZ | word) & Self.highBits
    }

    /// End of `\p{L}*`.
    @inline(__always)
    func letters(_ start: Int) -> Int {
        var place = start
        while place &+ 8 <= readable {
            let stops = notLetters(word(place))
            if stops == 0 {
                place &+= 8
                if place >= count { return count }
                continue
            }
            place &+= stops.trailingZeroBitCount &>> 3
            if place >= count { return count }
            if byte(place) < 0x80 { return place }
            guard wideLetters(&place) else { return place }
        }
        return lastLetters(place)
    }

    /// End of `[A-Za-z]*`.
    @inline(__always)
    func asciiLetters(_ start: Int) -> Int {
        var place = start
        while place &+ 8 <= count {
            let stops = notLetters(word(place))
            if stops != 0 { return place &+ (stops.trailingZeroBitCount &>> 3) }
            place &+= 8
        }
        while place < count, (byte(place) | 0x20) &- UInt8(ascii: "a") < 26 { place &+= 1 }
        return place
    }

    /// Passes letters outside ASCII; false when a character that is none stands there.
    @inline(__always)
    private func wideLetters(_ place: inout Int) -> Bool {
        while place < count {
            let first = byte(place)
            if first < 0x80 { return true }
            let (kind, length) = wideCharacter(place, first)
            if kind < CharacterClasses.upper { return false }
            place &+= length
        }
        return false
    }

    private func lastLetters(_ start: Int) -> Int {
        var place = start
        while place < count {
            let (kind, length) = character(place)
            if kind < CharacterClasses.upper { return place }
            place &+= length
        }
        return place
    }

    /// End of a run of `[a-z]`, eight at a time: it may stop early, near the end of the text.
    @inline(__always)
    func asciiSmallLetters(_ start: Int) -> Int {
        var place = start
        while place &+ 8 <= readable {
            let word = word(place)
            let low = word & ~Self.highBits
            let stops = (~(low &+ 0x1F1F_1F1F_1F1F_1F1F) | (low &+ 0x0505_0505_0505_0505) | word) & Self.highBits
            if stops != 0 { return min(count, place &+ (stops.trailingZeroBitCount &>> 3)) }
            place &+= 8
            if place >= count { return count }
        }
        return place
    }

    /// The next space from `start` on, or the end.
    @inline(__always)
    func spaceOrEnd(_ start: Int) -> Int {
        var place = start
        while place &+ 8 <= readable {
            // A byte that is zero without its space bits: nothing is carried from it but into higher bytes.
            let word = word(place) ^ 0x2020_2020_2020_2020
            let spaces = (word &- 0x0101_0101_0101_0101) & ~word & Self.highBits
            if spaces != 0 { return min(count, place &+ (spaces.trailingZeroBitCount &>> 3)) }
            place &+= 8
            if place >= count { return count }
        }
        while place < count, byte(place) != 0x20 { place &+= 1 }
        return place
    }

    /// End of `\p{N}{0,limit}`.
    @inline(__always)
    func numbers(_ start: Int, limit: Int) -> Int {
        var place = start
        var left = limit
        while place < count && left > 0 {
            let (kind, length) = character(place)
            if kind != CharacterClasses.number { return place }
            place &+= length
            left &-= 1
        }
        return place
    }

    /// Whether the class belongs to `[^\s\p{L}\p{N}]`.
    @inline(__always)
    static func isSymbol(_ kind: UInt8) -> Bool { kind & ~CharacterClasses.mark == 0 }

    /// End of `[^\s\p{L}\p{N}]*`.
    @inline(__always)
    func symbols(_ start: Int) -> Int {
        var place = start
        while place < count {
            let (kind, length) = character(place)
            if !Self.isSymbol(kind) { return place }
            place &+= length
        }
        return place
    }

    @inline(__always)
    static func isBlank(_ kind: UInt8) -> Bool {
        kind == CharacterClasses.space || kind == CharacterClasses.newline
    }

    /// End of `\s+(?!\S)|\s+`, the run of white space less its last character if something follows it;
    /// with `breaksLines`, of `\s*[\r\n]+` if the run has a line break.
    ///
    /// - Parameter start: where a white space stands.
    @inline(__always)
    func blanks(_ start: Int, breaksLines: Bool) -> Int {
        var place = start
        var last = start
        var afterBreak = start
        while place < count {
            let (kind, length) = character(place)
            if !Self.isBlank(kind) { break }
            last = place
            place &+= length
            if kind == CharacterClasses.newline { afterBreak = place }
        }
        if breaksLines && afterBreak > start { return afterBreak }
        return place == count || last == start ? place : last
    }

    /// Length of `'s|'t|'re|'ve|'m|'ll|'d` at an apostrophe, or 0.
    @inline(__always)
    func contraction(_ apostrophe: Int) -> Int {
        guard apostrophe &+ 1 < count else { return 0 }
        let first = byte(apostrophe &+ 1)
        switch first {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return 2
        case UInt8(ascii: "r"), UInt8(ascii: "v"), UInt8(ascii: "l"):
            guard apostrophe &+ 2 < count else { return 0 }
            return byte(apostrophe &+ 2) == (first == UInt8(ascii: "l") ? first : UInt8(ascii: "e")) ? 3 : 0
        default: return 0
        }
    }

    /// Length of `(?i:'s|'t|'re|'ve|'m|'ll|'d)` at an apostrophe, or 0. U+017F, the long s, is an s to case folding.
    @inline(__always)
    func foldedContraction(_ apostrophe: Int) -> Int {
        guard apostrophe &+ 1 < count else { return 0 }
        let first = byte(apostrophe &+ 1) | 0x20
        switch first {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"):
            return 2
        case UInt8(ascii: "r"), UInt8(ascii: "v"), UInt8(ascii: "l"):
            guard apostrophe &+ 2 < count else { return 0 }
            return byte(apostrophe &+ 2) | 0x20 == (first == UInt8(ascii: "l") ? first : UInt8(ascii: "e")) ? 3 : 0
        default:
            guard apostrophe &+ 2 < count else { return 0 }
            return byte(apostrophe &+ 1) == 0xC5 && byte(apostrophe &+ 2) == 0xBF ? 3 : 0
        }
    }
}
