/// ```
/// [^\r\n\p{L}\p{N}]?[CAPITAL]*[SMALL]+(?i:'s|…)?|[^\r\n\p{L}\p{N}]?[CAPITAL]+[SMALL]*(?i:'s|…)?
/// |\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
/// ```
/// where CAPITAL is Lu, Lt, Lm, Lo, M and SMALL is Ll, Lm, Lo, M.
enum O200KScanner: PretokenScanner {
    @inline(__always)
    static func end(_ text: ScannedText, _ start: Int) -> Int {
        let (kind, length) = text.character(start)
        if kind == CharacterClasses.number { return text.numbers(start &+ length, limit: 2) }
        let next = start &+ length
        if kind >= CharacterClasses.upper || kind == CharacterClasses.mark {
            return word(text, start, kind: kind)
        }
        if kind != CharacterClasses.newline {
            let end = wordEnd(text, next)
            if end > next { return withContraction(text, end) }
        }
        if ScannedText.isSymbol(kind) { return slashesAndBreaks(text, text.symbols(next)) }
        if text.byte(start) == UInt8(ascii: " "), next < text.count {
            let (following, followingLength) = text.character(next)
            if ScannedText.isSymbol(following) {
                return slashesAndBreaks(text, text.symbols(next &+ followingLength))
            }
        }
        return text.blanks(start, breaksLines: true)
    }

    /// A word that begins with a letter or a mark. A mark may stand for the optional first character, too: that is
    /// tried first, as long as a small letter can end the word.
    @inline(__always)
    private static func word(_ text: ScannedText, _ start: Int, kind: UInt8) -> Int {
        if kind == CharacterClasses.mark {
            let next = start &+ text.character(start).length
            let (end, isSmall) = caseRun(text, next)
            if isSmall && end > next { return withContraction(text, end) }
            return withContraction(text, next)
        }
        return withContraction(text, caseRun(text, start).end)
    }

    /// End of `[CAPITAL]*[SMALL]+|[CAPITAL]+[SMALL]*`, or `start` if neither is there.
    @inline(__always)
    private static func wordEnd(_ text: ScannedText, _ start: Int) -> Int { caseRun(text, start).end }

    /// End of `[CAPITAL]*[SMALL]+`, or else of `[CAPITAL]*` with `isSmall` false.
    @inline(__always)
    private static func caseRun(_ text: ScannedText, _ start: Int) -> (end: Int, isSmall: Bool) {
        var place = start
        var afterUncased = -1
        while place < text.count {
            let (kind, length) = text.character(place)
            if kind == CharacterClasses.lower { return (smallLetters(text, place &+ length), true) }
            if kind < CharacterClasses.mark { break }
            place &+= length
            if kind != CharacterClasses.upper { afterUncased = place }
        }
        return afterUncased < 0 ? (place, false) : (afterUncased, true)
    }

    @inline(__always)
    private static func smallLetters(_ text: ScannedText, _ start: Int) -> Int {
        var place = text.asciiSmallLetters(start)
        while place < text.count {
            let (kind, length) = text.character(place)
            if kind < CharacterClasses.mark || kind == CharacterClasses.upper { return place }
            place &+= length
        }
        return place
    }

    @inline(__always)
    private static func withContraction(_ text: ScannedText, _ end: Int) -> Int {
        guard end < text.count, text.byte(end) == UInt8(ascii: "'") else { return end }
        return end &+ text.foldedContraction(end)
    }

    @inline(__always)
    private static func slashesAndBreaks(_ text: ScannedText, _ start: Int) -> Int {
        var place = start
        while place < text.count {
            let byte = text.byte(place)
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "/") else { break }
            place &+= 1
        }
        return place
    }
}
