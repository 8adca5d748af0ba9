internal import Records
internal import Text

/// The words and signs of texts, cut as spaCy 3.8's English tokenizer does, by which datatrove's filters measure: what
/// they say of a text in another language that puts spaces between words they say by the same tokens. Scripts without
/// spaces are cut into letters, each with its marks, where spaCy would take a clause for a word.
struct EnglishTokens {
    /// Of the text that was cut last, in their order.
    private(set) var all: [Token] = []
    private var chunk = TokenChunk()
    private var cache = TokenCache()
    private let exceptions = EnglishExceptions.shared

    mutating func cut(_ text: Span<UInt8>) {
        all.removeAll(keepingCapacity: true)
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte >= 0x80 || !Self.isSpace(byte) {
                index = cutChunk(text, from: index)
            } else {
                index += 1
            }
        }
    }

    @inline(__always)
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 || byte &- 0x1C < 4 }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// Cuts what stands up to the next space: nearly always letters, perhaps with a sign behind them.
    @inline(__always)
    private mutating func cutChunk(_ text: Span<UInt8>, from start: Int) -> Int {
        var end = start
        while end < text.count, Self.isLetter(text[end]) { end &+= 1 }
        if end == text.count || Self.isSpace(text[end]) {
            appendWord(text, start..<end)
            return end
        }
        let next = end &+ 1
        if end > start, next == text.count || Self.isSpace(text[next]), Self.isCutOff(text[end], after: text[end &- 1])
        {
            // Abbreviations keep their dots, and the last part of a contraction may be one.
            let isException =
                exceptions.parts(text.extracting(start..<end)) != nil
                || text[end] == 0x2E && exceptions.parts(text.extracting(start..<next)) != nil
            if isException { return cutAnyChunk(text, from: start) }
            all.append(Token(range: start..<end, length: Int32(truncatingIfNeeded: end &- start), marks: .hasLetter))
            all.append(Token(range: end..<next, length: 1, marks: Self.marks(ofSign: text[end])))
            return next
        }
        return cutAnyChunk(text, from: start)
    }

    /// Whether a sign behind letters is a token of its own.
    @inline(__always)
    private static func isCutOff(_ sign: UInt8, after letter: UInt8) -> Bool {
        switch sign {
        case 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x22: true  // , ; : ! ? ) "
        case 0x2E: letter >= 0x61
        default: false
        }
    }

    @inline(__always)
    private static func marks(ofSign sign: UInt8) -> Token.Marks {
        let ends = sign == 0x2E || sign == 0x21 || sign == 0x3F
        return ends ? [.isSign, .isPunctuation, .endsSentence] : [.isSign, .isPunctuation]
    }

    /// A run of ASCII letters.
    @inline(__always)
    private mutating func appendWord(_ text: Span<UInt8>, _ range: Range<Int>) {
        guard let parts = exceptions.parts(text.extracting(range)) else {
            all.append(
                Token(range: range, length: Int32(truncatingIfNeeded: range.count), marks: .hasLetter))
            return
        }
        var start = range.lowerBound
        for place in parts {
            let end = range.lowerBound + exceptions.end(place)
            all.append(
                Token(range: start..<end, length: Int32(truncatingIfNeeded: end - start), marks: .hasLetter))
            start = end
        }
    }

    @inline(never)
    private mutating func cutAnyChunk(_ text: Span<UInt8>, from start: Int) -> Int {
        let end = Self.end(text, from: start)
        guard end > start else { return start + CodePoint.decode(text, at: start).length }
        let isShort = end - start <= TokenCache.longestChunk
        let key = isShort ? ContentHash.xxh3(text.extracting(start..<end)) : 0
        if isShort && cache.append(key, from: start, to: &all) { return end }
        let known = all.count
        chunk.read(text, start..<end)
        chunk.cut(text)
        var low = 0
        for high in chunk.ends {
            append(low..<high)
            low = high
        }
        if isShort { cache.keep(key, from: start, all[known...]) }
        return end
    }

    /// Where white space or the text's end is.
    private static func end(_ text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                if isSpace(byte) { return index }
                index &+= 1
            } else {
                let (point, length) = CodePoint.decode(text, at: index)
                if TokenCharacter.of(point) & TokenCharacter.space != 0 { return index }
                index &+= length
            }
        }
        return index
    }

    /// Appends a token of the chunk, or the parts of one that holds letters of scripts without spaces.
    private mutating func append(_ token: Range<Int>) {
        var start = token.lowerBound
        var index = start
        while index < token.upperBound {
            guard chunk.marks[index] & TokenCharacter.unspaced != 0 else {
                index += 1
                continue
            }
            if index > start { appendWhole(start..<index) }
            start = index
            index += 1
            while index < token.upperBound, chunk.marks[index] & TokenCharacter.mark != 0 { index += 1 }
            appendWhole(start..<index, isUnspaced: true)
            start = index
        }
        if start < token.upperBound { appendWhole(start..<token.upperBound) }
    }

    private mutating func appendWhole(_ token: Range<Int>, isUnspaced: Bool = false) {
        var any: UInt16 = 0
        var every = UInt16.max
        for index in token {
            any |= chunk.marks[index]
            every &= chunk.marks[index]
        }
        var marks: Token.Marks = isUnspaced ? .isUnspaced : []
        if any & TokenCharacter.letter != 0 { marks.insert(.hasLetter) }
        if every & TokenCharacter.sign != 0 { marks.insert(.isSign) }
        if every & TokenCharacter.punctuationCategory != 0 { marks.insert(.isPunctuation) }
        if token.count == 1 && every & TokenCharacter.sentenceEnd != 0 { marks.insert(.endsSentence) }
        all.append(
            Token(
                range: chunk.offsets[token.lowerBound]..<chunk.offsets[token.upperBound],
                length: Int32(truncatingIfNeeded: token.count), marks: marks))
    }
}
