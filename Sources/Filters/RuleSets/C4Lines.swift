internal import Records
internal import Text

/// Applies C4's rules to the lines of one text after the other.
struct C4Lines {
    let rules: C4
    /// What is left of the last text.
    private(set) var kept: [UInt8] = []
    private(set) var sentences = 0
    /// Of the last text, by what was done with them.
    private(set) var lines = 0
    private(set) var keptLines = 0
    private var lineTokens = EnglishTokens()

    init(_ rules: C4) { self.rules = rules }

    /// The index in `C4.rules` of the rule that drops the text.
    ///
    /// - Parameter tokens: of the text.
    mutating func judge(_ text: Span<UInt8>, _ tokens: [Token]) -> Int? {
        kept.removeAll(keepingCapacity: true)
        (sentences, lines, keptLines) = (0, 0, 0)
        var token = 0
        var fault: Int?
        TextLines.forEachLine(text) { range in
            if fault != nil { return }
            while token < tokens.count, tokens[token].range.lowerBound < range.lowerBound { token += 1 }
            fault = add(text, TextLines.trimmed(text, range), tokens, token)
        }
        if let fault { return fault }
        trimKept()
        return sentences < rules.minimumSentences ? 2 : nil
    }

    private mutating func add(_ text: Span<UInt8>, _ range: Range<Int>, _ tokens: [Token], _ first: Int) -> Int? {
        lines += 1
        guard let words = wordCount(text, range) else { return nil }
        if rules.removesCitations && C4Citations.occur(text.extracting(range)) {
            var line: [UInt8] = []
            C4Citations.remove(text.extracting(range), into: &line)
            lineTokens.cut(line.span)
            let tokens = lineTokens.all
            return add(line.span, 0..<line.count, words, tokens[...])
        }
        var end = first
        while end < tokens.count, tokens[end].range.lowerBound < range.upperBound { end += 1 }
        return add(text, range, words, tokens[first..<end])
    }

    /// Words between white space; nil if one is too long.
    private func wordCount(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var count = 0
        var length = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let (point, size) = CodePoint.decode(text, at: index)
            index += size
            if TokenCharacter.of(point) & TokenCharacter.space != 0 {
                length = 0
                continue
            }
            if length == 0 { count += 1 }
            length += 1
            if length > rules.maximumWordLength { return nil }
        }
        return count
    }

    private mutating func add(
        _ text: Span<UInt8>, _ range: Range<Int>, _ words: Int, _ tokens: ArraySlice<Token>
    ) -> Int? {
        let line = text.extracting(range)
        if rules.needsEndMark && !Self.endsSentence(line) { return nil }
        if words < rules.minimumWordsInLine { return nil }
        let isSuspect = Phrases.mayBeBoilerplate(line)
        if rules.dropsLoremIpsum && isSuspect && Phrases.contain("lorem ipsum", line) { return 0 }
        if rules.removesJavascript && isSuspect && Phrases.contain("javascript", line) { return nil }
        if rules.dropsCurlyBrackets && Phrases.hasByte(UInt8(ascii: "{"), line) { return 1 }
        if rules.removesPolicies && isSuspect && Self.isPolicy(line) { return nil }
        sentences += Sentences.count(text, tokens)
        if keptLines > 0 { kept.append(0x0A) }
        line.withUnsafeBufferPointer { kept.append(contentsOf: $0) }
        keptLines += 1
        return nil
    }

    private static func endsSentence(_ line: Span<UInt8>) -> Bool {
        guard let last = line.indices.last else { return false }
        switch line[last] {
        case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "\""), UInt8(ascii: "'"): return true
        case UInt8(ascii: "."): return last < 2 || line[last - 1] != 0x2E || line[last - 2] != 0x2E
        default: return false
        }
    }

    private static func isPolicy(_ line: Span<UInt8>) -> Bool {
        Phrases.contain("terms of use", line) || Phrases.contain("privacy policy", line)
            || Phrases.contain("cookie policy", line) || Phrases.contain("uses cookies", line)
            || Phrases.contain("use of cookies", line) || Phrases.contain("use cookies", line)
    }

    private mutating func trimKept() {
        let range = TextLines.trimmed(kept.span, 0..<kept.count)
        kept.removeLast(kept.count - range.upperBound)
        kept.removeFirst(range.lowerBound)
    }
}
