package import Records

/// Counts the words that SentencePiece learns from: each line is a sentence, normalised and cut at its spaces
/// (google/sentencepiece, src/trainer_interface.cc, `LoadSentences`; src/model_interface.cc, `SplitIntoWords`).
package struct SentenceCounts: Sendable {
    private var counts = PretokenCounts(pattern: .gpt2)
    private let options: SentencePieceTraining
    private let normalizer: SentencePieceNormalizer
    /// Symbols that are not learnt.
    private let symbols: PrefixTree
    private var normalized: [UInt8] = []
    private var sentence: [UInt8] = []

    package init(_ options: SentencePieceTraining) throws(DataError) {
        self.options = options
        var proto = SentencePieceProto()
        proto.addsDummyPrefix = options.addDummyPrefix
        proto.removesExtraSpaces = options.removeExtraWhitespaces
        proto.treatsSpaceAsSuffix = options.treatWhitespaceAsSuffix
        normalizer = try SentencePieceNormalizer(proto, symbols: nil, file: "")
        symbols = PrefixTree(try options.metaPieces().map { ($0.name, 0) })
    }

    package mutating func add(_ document: Span<UInt8>) {
        document.withUnsafeBufferPointer { document in
            for line in document.split(separator: UInt8(ascii: "\n")) where line.count <= options.maximumSentenceLength
            {
                add(UnsafeBufferPointer(rebasing: line))
            }
        }
    }

    package mutating func writeRun(to path: String) throws(DataError) -> Receipt.File {
        try counts.writeRun(to: path)
    }

    private mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
        if Self.holdsRare(line) { return }
        var origins: [Int32]?
        normalizer.normalize(line, into: &normalized, origins: &origins)
        replaceSymbols()
        var start = 0
        var isAfterSpace = false
        var place = 0
        while options.splitByWhitespace, place < sentence.count {
            let isSpace = Self.isSpace(sentence, place)
            let end = isSpace ? place + 3 : place + 1
            if options.treatWhitespaceAsSuffix {
                let isCut = options.allowWhitespaceOnlyPieces ? isAfterSpace && !isSpace : isAfterSpace
                if isCut { take(&start, place) }
            } else if isSpace && !(isAfterSpace && options.allowWhitespaceOnlyPieces) {
                take(&start, place)
            }
            isAfterSpace = isSpace
            place = end
        }
        take(&start, sentence.count)
    }

    private mutating func take(_ start: inout Int, _ end: Int) {
        if end > start {
            sentence.withUnsafeBufferPointer { counts.add(word: UnsafeBufferPointer(rebasing: $0[start..<end])) }
        }
        start = end
    }

    /// Puts `PieceRules.boundary` for each symbol: the longest that begins at a place.
    private mutating func replaceSymbols() {
        sentence.removeAll(keepingCapacity: true)
        normalized.withUnsafeBufferPointer { text in
            var place = 0
            while place < text.count {
                var end = place
                symbols.forEachPrefix(text, from: place) { reached, _ in end = reached }
                sentence.append(end > place ? UInt8(PieceRules.boundary) : text[place])
                place = max(end, place + 1)
            }
        }
    }

    private static func isSpace(_ text: [UInt8], _ place: Int) -> Bool {
        text[place] == 0xE2 && place + 2 < text.count && text[place + 1] == 0x96 && text[place + 2] == 0x81
    }

    /// A line with the sign for rare characters cannot be told from one with rare characters.
    private static func holdsRare(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        line.count > 2
            && (0..<line.count - 2).contains { line[$0] == 0xE2 && line[$0 + 1] == 0x96 && line[$0 + 2] == 0x85 }
    }
}
