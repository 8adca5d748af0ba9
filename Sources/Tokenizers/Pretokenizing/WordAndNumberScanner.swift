/// ```
/// (?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,LIMIT}| ?[^\s\p{L}\p{N}]+[\r\n]*
/// |\s*[\r\n]+|\s+(?!\S)|\s+
/// ```
/// cl100k's with a limit of 3, Qwen 2's with 1.
protocol WordAndNumberScanner: PretokenScanner {
    static var numberLimit: Int { get }
    /// Whether white space at the end of a text is one piece.
    static var keepsLastBlanks: Bool { get }
}

extension WordAndNumberScanner {
    @inline(__always)
    static func end(_ text: ScannedText, _ start: Int) -> Int {
        let (kind, length) = text.character(start)
        if kind >= CharacterClasses.upper { return text.letters(start &+ length) }
        if kind == CharacterClasses.number { return text.numbers(start &+ length, limit: numberLimit &- 1) }
        if text.byte(start) == UInt8(ascii: "'") {
            let contraction = text.foldedContraction(start)
            if contraction > 0 { return start &+ contraction }
        }
        let next = start &+ length
        if next < text.count {
            let (following, followingLength) = text.character(next)
            if following >= CharacterClasses.upper && kind != CharacterClasses.newline {
                return text.letters(next &+ followingLength)
            }
            if text.byte(start) == UInt8(ascii: " ") && ScannedText.isSymbol(following) {
                return text.lineBreaks(text.symbols(next &+ followingLength))
            }
        }
        return ScannedText.isSymbol(kind) ? text.lineBreaks(text.symbols(next)) : blanks(text, start)
    }
}

extension WordAndNumberScanner {
    @inline(__always)
    private static func blanks(_ text: ScannedText, _ start: Int) -> Int {
        let end = text.blanks(start, breaksLines: true)
        if keepsLastBlanks && end < text.count && text.blankEnd(end) == text.count { return text.count }
        return end
    }
}

enum CL100KScanner: WordAndNumberScanner {
    static var numberLimit: Int { 3 }
    static var keepsLastBlanks: Bool { false }
}

enum CL100KBaseScanner: WordAndNumberScanner {
    static var numberLimit: Int { 3 }
    static var keepsLastBlanks: Bool { true }
}

enum Qwen2Scanner: WordAndNumberScanner {
    static var numberLimit: Int { 1 }
    static var keepsLastBlanks: Bool { false }
}

extension ScannedText {
    /// End of `[\r\n]*`.
    @inline(__always)
    func lineBreaks(_ start: Int) -> Int {
        var place = start
        while place < count, byte(place) == UInt8(ascii: "\n") || byte(place) == UInt8(ascii: "\r") { place &+= 1 }
        return place
    }
}
