internal import Records

/// How much of a text is lines and paragraphs that stood in it before. Lines without anything in them count as Python's
/// `re.split` would make them: none between line feeds, one before or behind those at the text's ends.
struct RepeatedPieces: ~Copyable {
    private(set) var lines = 0
    private(set) var duplicateLines = 0
    private(set) var duplicateLineCharacters = 0
    /// Of lines that are not blank.
    private(set) var duplicateInkedCharacters = 0
    private(set) var paragraphs = 0
    private(set) var duplicateParagraphs = 0
    private(set) var duplicateParagraphCharacters = 0
    private var numbers = KeyNumbers()

    mutating func measure(_ text: Span<UInt8>, _ lines: TextLines) {
        (self.lines, duplicateLines, duplicateLineCharacters, duplicateInkedCharacters) = (0, 0, 0, 0)
        (paragraphs, duplicateParagraphs, duplicateParagraphCharacters) = (0, 0, 0)
        measureLines(text, lines)
        measureParagraphs(text, lines)
    }

    private mutating func measureLines(_ text: Span<UInt8>, _ cut: TextLines) {
        numbers.begin(expecting: cut.all.count)
        for line in cut.all where !line.range.isEmpty {
            lines += 1
            if isNew(text, line.range) { continue }
            duplicateLines += 1
            duplicateLineCharacters += line.length
            if !line.isBlank { duplicateInkedCharacters += line.length }
        }
        guard !text.isEmpty else { return }
        let edges = (text[0] == 0x0A ? 1 : 0) + (text[text.count - 1] == 0x0A ? 1 : 0)
        lines += edges
        if edges == 2 { duplicateLines += 1 }
    }

    private mutating func isNew(_ text: Span<UInt8>, _ piece: Range<Int>) -> Bool {
        let known = numbers.count
        return numbers.number(ContentHash.xxh3(text.extracting(piece))) == known
    }

    /// Paragraphs are what two or more line feeds part, in the text without white space at its ends.
    private mutating func measureParagraphs(_ text: Span<UInt8>, _ cut: TextLines) {
        numbers.begin(expecting: cut.all.count + 1)
        let inked = TextLines.trimmed(text, 0..<text.count)
        var start = inked.lowerBound
        var previous = start
        for line in cut.all where line.range.upperBound > start {
            if line.range.isEmpty || line.range.lowerBound >= inked.upperBound { continue }
            if line.range.lowerBound > previous + 1 {
                add(text, start..<previous)
                start = line.range.lowerBound
            }
            previous = min(line.range.upperBound, inked.upperBound)
        }
        add(text, start..<previous)
    }

    private mutating func add(_ text: Span<UInt8>, _ paragraph: Range<Int>) {
        paragraphs += 1
        if isNew(text, paragraph) { return }
        duplicateParagraphs += 1
        duplicateParagraphCharacters += TextLines.characters(text, paragraph)
    }
}
