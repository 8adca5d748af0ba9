package import Records

extension PretokenPattern {
    /// The pattern that joins words which a single space parts. Punctuation, digits and line breaks still part, as in
    /// A. Liu et al., "SuperBPE", arXiv:2503.13423.
    ///
    /// - Throws: for a pattern of which it is not known what its words are.
    package func joiningWords() throws(DataError) -> PretokenPattern {
        guard expressionJoiningWords != nil else {
            throw DataError(
                "superwords cannot be learnt by the pattern '\(text)'",
                mend: "give gpt2, cl100k, llama3, qwen2 or o200k")
        }
        return .words(self)
    }

    /// What tokenizer files spell it.
    var expressionJoiningWords: String? {
        switch self {
        case .gpt2, .cl100k, .cl100kBase, .qwen2:
            return expressions[0].replacing(#"?\p{L}+|"#, with: #"?\p{L}+(?: \p{L}+)*|"#)
        case .o200k:
            let ending = "(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
            let capital = #"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"#
            let small = #"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"#
            let word = "\(capital)*\(small)+\(ending)\(capital)+\(small)*\(ending.dropLast())"
            return expressions[0].replacing(ending, with: "\(ending.dropLast())(?: (?:\(word)))*|")
        case .deepseek3, .bloom, .words, .expression: return nil
        }
    }

    /// End of the pre-token at `start` and of the words that follow it.
    func wordsEnd(_ text: ScannedText, _ start: Int) -> Int {
        var end = pretokenEnd(text, start)
        guard isWord(text, start, end) else { return end }
        while continuesWords(text, end) { end = pretokenEnd(text, end) }
        return end
    }

    private func pretokenEnd(_ text: ScannedText, _ start: Int) -> Int {
        var end = text.count
        withUnsafeMutablePointer(to: &end) { end in
            _ = Pretokenizer(self).nextEnds(
                text, from: start, into: UnsafeMutableBufferPointer(start: end, count: 1))
        }
        return end
    }

    /// Whether the pre-token from `start` to `end` is a word, which another may follow.
    private func isWord(_ text: ScannedText, _ start: Int, _ end: Int) -> Bool {
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
            case .deepseek3, .bloom, .words, .expression: false
            }
        return isPrefix && isLetter(text.character(next).kind)
    }

    /// Whether a word that a space parts from the one before begins at `start`.
    private func continuesWords(_ text: ScannedText, _ start: Int) -> Bool {
        start + 1 < text.count && text.byte(start) == UInt8(ascii: " ") && isLetter(text.character(start + 1).kind)
    }

    /// Marks are in o200k's words.
    private func isLetter(_ kind: UInt8) -> Bool {
        kind >= (self == .o200k ? CharacterClasses.mark : CharacterClasses.upper)
    }
}
