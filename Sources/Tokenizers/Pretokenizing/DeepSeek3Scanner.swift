/// DeepSeek-V3's three splits, one after the other: `\p{N}{1,3}`, then `[一-龥぀-ゟ゠-ヿ]+`, then what is left by
/// ```
/// [!-/:-@\[-`{-~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
/// ```
/// To the last one a text ends where a number is, and where ideographs (as the second split has them) begin or end.
/// What no expression matches is a piece as far as it goes.
enum DeepSeek3Scanner: PretokenScanner {
    /// Set in the class of what the second split takes.
    private static let ideograph: UInt8 = 16

    static let classes = ClassTable(
        { $0 }, exceptions: [0x4E00...0x9FA5, 0x3040...0x30FF].map { ($0, { $0 | ideograph }) })

    @inline(__always)
    static func end(_ text: ScannedText, _ start: Int) -> Int {
        let (first, length) = text.character(start)
        if first == CharacterClasses.number { return text.numbers(start &+ length, limit: 2) }
        let zone = first & ideograph
        let kind = first ^ zone
        let next = start &+ length
        switch kind {
        case CharacterClasses.symbol: return symbols(text, start, next, zone)
        case CharacterClasses.mark...CharacterClasses.uncased: return letters(text, next, zone)
        case CharacterClasses.newline: return blanks(text, start)
        case CharacterClasses.space:
            let (following, followingLength) = character(text, next, zone)
            if isLetter(following) { return letters(text, next &+ followingLength, zone) }
            if following == CharacterClasses.symbol && text.byte(start) == UInt8(ascii: " ") {
                return lineEnd(text, next &+ followingLength, zone)
            }
            return blanks(text, start)
        default: return others(text, next, zone)
        }
    }

    /// The character at a place, `number` where the piece at hand cannot reach.
    @inline(__always)
    private static func character(_ text: ScannedText, _ place: Int, _ zone: UInt8) -> (kind: UInt8, length: Int) {
        guard place < text.count else { return (CharacterClasses.number, 0) }
        let (kind, length) = text.character(place)
        return kind & ideograph == zone ? (kind ^ zone, length) : (CharacterClasses.number, 0)
    }

    /// Whether the class belongs to `[\p{L}\p{M}]`.
    @inline(__always)
    private static func isLetter(_ kind: UInt8) -> Bool {
        kind >= CharacterClasses.mark && kind <= CharacterClasses.uncased
    }

    /// End of `[\p{L}\p{M}]*`.
    @inline(__always)
    private static func letters(_ text: ScannedText, _ start: Int, _ zone: UInt8) -> Int {
        var place = zone == 0 ? text.asciiLetters(start) : start
        while true {
            let (kind, length) = character(text, place, zone)
            if !isLetter(kind) { return place }
            place &+= length
            if zone == 0, place < text.count, text.byte(place) < 0x80 { place = text.asciiLetters(place) }
        }
    }

    /// End of what begins with punctuation or a symbol: letters after one in ASCII, else more of the kind.
    @inline(__always)
    private static func symbols(_ text: ScannedText, _ start: Int, _ next: Int, _ zone: UInt8) -> Int {
        if text.byte(start) < 0x80 {
            let end = text.asciiLetters(next)
            if end > next { return end }
        }
        return lineEnd(text, next, zone)
    }

    /// End of `[\p{P}\p{S}]*[\r\n]*`.
    @inline(__always)
    private static func lineEnd(_ text: ScannedText, _ start: Int, _ zone: UInt8) -> Int {
        var place = start
        while true {
            let (kind, length) = character(text, place, zone)
            if kind != CharacterClasses.symbol { return zone == 0 ? text.lineBreaks(place) : place }
            place &+= length
        }
    }

    /// End of `\s*[\r\n]+|\s+(?!\S)|\s+`, where a white space stands.
    @inline(__always)
    private static func blanks(_ text: ScannedText, _ start: Int) -> Int {
        var place = start
        var last = start
        var afterBreak = start
        while true {
            let (kind, length) = character(text, place, 0)
            if !ScannedText.isBlank(kind) {
                if afterBreak > start { return afterBreak }
                return kind == CharacterClasses.number || last == start ? place : last
            }
            last = place
            place &+= length
            if kind == CharacterClasses.newline { afterBreak = place }
        }
    }

    /// End of what begins with a character of no class: letters after it, or all before the next match.
    @inline(__always)
    private static func others(_ text: ScannedText, _ start: Int, _ zone: UInt8) -> Int {
        var place = start
        var (kind, length) = character(text, place, zone)
        if isLetter(kind) { return letters(text, place &+ length, zone) }
        while kind == CharacterClasses.other {
            let next = place &+ length
            let (following, followingLength) = character(text, next, zone)
            if isLetter(following) { return place }
            place = next
            (kind, length) = (following, followingLength)
        }
        return place
    }
}
