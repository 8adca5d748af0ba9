/// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
enum GPT2Scanner: PretokenScanner {
    @inline(__always)
    static func end(_ text: ScannedText, _ start: Int) -> Int {
        let first = text.byte(start)
        var place = start
        if first == UInt8(ascii: " ") {
            place &+= 1
            if place == text.count { return place }
        } else if first == UInt8(ascii: "'") {
            let length = text.contraction(start)
            if length > 0 { return start &+ length }
        }
        let (kind, length) = text.character(place)
        if kind >= CharacterClasses.upper { return text.letters(place &+ length) }
        if ScannedText.isBlank(kind) { return text.blanks(start, breaksLines: false) }
        return kind == CharacterClasses.number
            ? text.numbers(place &+ length, limit: .max) : text.symbols(place &+ length)
    }
}
