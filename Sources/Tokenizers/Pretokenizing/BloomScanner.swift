/// ` ?[^(\s|[.,!?…。，、।۔،])]+`, and what lies between the matches: BLOOM's pattern. Oniguruma reads the inner brackets
/// as a set in a set, so that `(`, `|` and `)` are left out of words, too.
enum BloomScanner: PretokenScanner {
    private static let word: UInt8 = 0
    private static let stop: UInt8 = 1

    static let classes = ClassTable(
        { $0 == CharacterClasses.space || $0 == CharacterClasses.newline ? stop : word },
        exceptions: "(|.,!?…。，、।۔،)".points.map { (Int($0)...Int($0), { _ in stop }) })

    @inline(__always)
    static func end(_ text: ScannedText, _ start: Int) -> Int {
        let (kind, length) = text.character(start)
        if kind == word { return words(text, start &+ length) }
        if text.byte(start) == UInt8(ascii: " "), beginsWord(text, start &+ 1) { return words(text, start &+ 1) }
        return stops(text, start &+ length)
    }

    @inline(__always)
    private static func words(_ text: ScannedText, _ start: Int) -> Int {
        var place = text.asciiLetters(start)
        while place < text.count {
            let (kind, length) = text.character(place)
            if kind == stop { return place }
            place &+= length
        }
        return place
    }

    /// End of what lies before the next match.
    @inline(__always)
    private static func stops(_ text: ScannedText, _ start: Int) -> Int {
        var place = start
        while place < text.count {
            let (kind, length) = text.character(place)
            if kind == word || (text.byte(place) == UInt8(ascii: " ") && beginsWord(text, place &+ 1)) { return place }
            place &+= length
        }
        return place
    }

    @inline(__always)
    private static func beginsWord(_ text: ScannedText, _ place: Int) -> Bool {
        place < text.count && text.character(place).kind == word
    }
}
