internal import Records

extension PretokenPattern {
    /// The pattern with words joined that a single space parts: what superwords are learnt inside. Punctuation, digits
    /// and line breaks still part, as in A. Liu et al., "SuperBPE", arXiv:2503.13423.
    ///
    /// - Throws: for a pattern of which it is not known what its words are.
    func joiningWords() throws(DataError) -> PretokenPattern {
        switch self {
        case .gpt2, .cl100k, .cl100kBase, .qwen2:
            return try joiningWords(#"?\p{L}+|"#, #"?\p{L}+(?: \p{L}+)*|"#)
        case .o200k:
            let ending = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
            let capital = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
            let small = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
            let word = "\(capital)*\(small)+\(ending)\(capital)+\(small)*\(ending.dropLast())"
            return try joiningWords(ending, "\(ending.dropLast())(?: (?:\(word)))*|")
        case .deepseek3, .bloom, .expression:
            throw DataError(
                "superwords cannot be learnt by the pattern '\(text)'",
                mend: "give gpt2, cl100k, llama3, qwen2 or o200k")
        }
    }

    private func joiningWords(_ word: String, _ words: String) throws(DataError) -> PretokenPattern {
        .expression(try RegularExpression(expressions[0].replacing(word, with: words)))
    }

    /// Whether the pre-token from `start` to `end` is a word, which another may follow.
    func isWord(_ text: ScannedText, _ start: Int, _ end: Int) -> Bool {
        let (kind, length) = text.character(start)
        if isLetter(kind) { return true }
        let next = start + length
        guard kind != CharacterClasses.newline, kind != CharacterClasses.number, next < end else { return false }
        let isPrefix =
            switch self {
            case .gpt2: text.byte(start) == UInt8(ascii: " ")
            case .cl100k, .cl100kBase, .qwen2:
                text.byte(start) != UInt8(ascii: "'") || text.foldedContraction(start) == 0
            case .o200k: true
            case .deepseek3, .bloom, .expression: false
            }
        return isPrefix && isLetter(text.character(next).kind)
    }

    /// Whether a word that a space parts from the one before begins at `start`.
    func continuesWords(_ text: ScannedText, _ start: Int) -> Bool {
        start + 1 < text.count && text.byte(start) == UInt8(ascii: " ") && isLetter(text.character(start + 1).kind)
    }

    /// Marks are in o200k's words.
    private func isLetter(_ kind: UInt8) -> Bool {
        kind >= (self == .o200k ? CharacterClasses.mark : CharacterClasses.upper)
    }
}
