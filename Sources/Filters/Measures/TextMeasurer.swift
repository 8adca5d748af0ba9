internal import Records
internal import Text

/// Measures one text after the other: each figure when a rule first asks for it, and what several figures are made of once.
struct TextMeasurer: ~Copyable {
    private var tokens = EnglishTokens()
    private var hasTokens = false
    private var words: WordMeasures?
    private var lines = TextLines()
    private var hasLines = false
    private var lineMeasures: LineMeasures?
    private var pieces = RepeatedPieces()
    private var hasPieces = false
    /// Of the tokens.
    private var hashes: [UInt64] = []
    private var hasHashes = false
    private var ngrams = NgramRepetition()
    private var hasNgrams = false
    private var characters: CharacterMeasures?
    private let stopWords: StopWords
    private var stopWordList: [UInt64]?

    init(stopWords: StopWords) { self.stopWords = stopWords }

    /// Forgets the text before.
    mutating func begin(language: Span<UInt8>) {
        beginEdited()
        if !stopWords.isEmpty { stopWordList = stopWords.list(language) }
    }

    /// Forgets the figures of a text that has been changed.
    mutating func beginEdited() {
        hasTokens = false
        words = nil
        hasLines = false
        lineMeasures = nil
        hasPieces = false
        hasHashes = false
        hasNgrams = false
        characters = nil
    }

    mutating func value(_ measure: Measure, of text: Span<UInt8>) -> Double {
        switch measure {
        case .tokens, .words, .meanWordLength, .hashShare, .ellipsisShare, .alphabeticShare, .stopWords, .lineFeedShare:
            wordValue(measure, text)
        case .bulletLineShare, .ellipsisLineShare, .lines, .punctuatedLineShare, .shortLineShare, .characters,
            .longestLine, .thirdLongestLine, .meanLineLength:
            lineValue(measure, text)
        case .duplicateLineShare, .duplicateParagraphShare, .duplicateLineCharacterShare,
            .duplicateParagraphCharacterShare, .repeatedCharacterShare:
            pieceValue(measure, text)
        case .topNgramShare, .duplicateNgramShare: ngramValue(measure, text)
        case .alphanumericShare, .numberShare, .spaceShare, .bracketShare, .wordCharacterShare, .specialCharacterShare,
            .otherCharacterShare, .wordLengthDeviation:
            characterValue(measure, text)
        case .characterRepetition(let n): NgramShare.ofCharacters(text, n)
        case .wordRepetition(let n): NgramShare.ofWords(text, n)
        }
    }

    private func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

    private mutating func wordValue(_ measure: Measure, _ text: Span<UInt8>) -> Double {
        let words = words(text)
        switch measure {
        case .tokens: return Double(words.tokens)
        case .words: return Double(words.words)
        case .hashShare: return share(lineMeasures(text).hashes, words.tokens)
        case .ellipsisShare: return share(lineMeasures(text).ellipses, words.tokens)
        case .alphabeticShare: return share(words.alphabeticTokens, words.tokens)
        case .lineFeedShare: return share(lines(text).all.count - 1, words.tokens)
        case .stopWords: return stopWordCount(text)
        default: return words.unspacedWords * 2 > words.words ? .nan : share(words.wordCharacters, words.words)
        }
    }

    private mutating func lineValue(_ measure: Measure, _ text: Span<UInt8>) -> Double {
        let lines = lineMeasures(text)
        switch measure {
        case .bulletLineShare: return share(lines.bulletLines, lines.lines)
        case .ellipsisLineShare: return share(lines.ellipsisLines, lines.lines)
        case .lines: return Double(lines.inkedLines)
        case .punctuatedLineShare: return share(lines.punctuatedLines, lines.inkedLines)
        case .shortLineShare: return share(lines.shortLines, lines.inkedLines)
        case .longestLine: return Double(lines.longestLine)
        case .thirdLongestLine: return Double(lines.thirdLongestLine)
        case .meanLineLength:
            let all = self.lines(text)
            return share(all.characters - (all.all.count - 1), all.all.count)
        default: return Double(self.lines(text).characters)
        }
    }

    private mutating func pieceValue(_ measure: Measure, _ text: Span<UInt8>) -> Double {
        let lines = lines(text)
        if !hasPieces {
            pieces.measure(text, lines)
            hasPieces = true
        }
        switch measure {
        case .duplicateLineShare: return share(pieces.duplicateLines, pieces.lines)
        case .duplicateParagraphShare: return share(pieces.duplicateParagraphs, pieces.paragraphs)
        case .duplicateLineCharacterShare: return share(pieces.duplicateLineCharacters, lines.characters)
        case .duplicateParagraphCharacterShare: return share(pieces.duplicateParagraphCharacters, lines.characters)
        default: return share(pieces.duplicateInkedCharacters, lines.characters - (lines.all.count - 1))
        }
    }

    private mutating func characterValue(_ measure: Measure, _ text: Span<UInt8>) -> Double {
        let of = characters ?? CharacterMeasures(text)
        characters = of
        switch measure {
        case .alphanumericShare: return share(of.letters + of.numbers, of.characters)
        case .numberShare: return share(of.numbers, of.characters)
        case .spaceShare: return share(of.spaces, of.characters)
        case .bracketShare: return share(of.brackets, of.characters)
        case .wordCharacterShare: return share(of.letters + of.numbers + of.underscores, of.characters)
        case .specialCharacterShare: return share(of.characters - of.letters - of.marks, of.characters)
        case .otherCharacterShare: return share(of.characters - of.letters - of.numbers - of.stops, of.characters)
        default: return of.runDeviation
        }
    }

    private mutating func stopWordCount(_ text: Span<UInt8>) -> Double {
        guard let list = stopWordList else { return .nan }
        hashTokens(text)
        var found: UInt64 = 0
        for (token, hash) in zip(tokens.all, hashes) where token.length < 32 {
            for (place, stop) in list.prefix(64).enumerated() where stop == hash { found |= 1 << UInt64(place) }
        }
        return Double(found.nonzeroBitCount)
    }

    private mutating func cut(_ text: Span<UInt8>) {
        if hasTokens { return }
        tokens.cut(text)
        hasTokens = true
    }

    /// The tokens of the text.
    mutating func tokens(_ text: Span<UInt8>) -> [Token] {
        cut(text)
        return tokens.all
    }

    private mutating func words(_ text: Span<UInt8>) -> WordMeasures {
        if let words { return words }
        cut(text)
        let measured = WordMeasures(tokens.all)
        words = measured
        return measured
    }

    private mutating func lines(_ text: Span<UInt8>) -> TextLines {
        if !hasLines {
            lines.cut(text)
            hasLines = true
        }
        return lines
    }

    private mutating func lineMeasures(_ text: Span<UInt8>) -> LineMeasures {
        if let lineMeasures { return lineMeasures }
        let measured = LineMeasures(text, lines(text))
        lineMeasures = measured
        return measured
    }

    private mutating func hashTokens(_ text: Span<UInt8>) {
        if hasHashes { return }
        cut(text)
        hashes.removeAll(keepingCapacity: true)
        hashes.reserveCapacity(tokens.all.count)
        for token in tokens.all { hashes.append(ContentHash.xxh3(text.extracting(token.range))) }
        hasHashes = true
    }

    private mutating func ngramValue(_ measure: Measure, _ text: Span<UInt8>) -> Double {
        if !hasNgrams {
            hashTokens(text)
            ngrams.begin(hashes, tokens.all)
            hasNgrams = true
        }
        let characters = lines(text).characters
        switch measure {
        case .topNgramShare(let n):
            ngrams.measure(upTo: n)
            return share(ngrams.top[n], characters)
        case .duplicateNgramShare(let n):
            ngrams.measure(upTo: n)
            return share(ngrams.duplicate[n], characters)
        default: return .nan
        }
    }
}
