internal import Glibc
package import Records

/// Counts the words that SentencePiece learns from: each line is a sentence, normalised and cut at its spaces
/// (google/sentencepiece, src/trainer_interface.cc, `LoadSentences`; src/model_interface.cc, `SplitIntoWords`).
package struct SentenceCounts: WordCounts {
    private var counts = PretokenCounts(pattern: .gpt2)
    private let options: SentencePieceTraining
    private let normalizer: SentencePieceNormalizer
    /// Symbols that are not learnt.
    private let symbols: PrefixTree
    /// Whether a byte can begin one.
    private var beginsSymbol = [Bool](repeating: false, count: 256)
    private var normalized: [UInt8] = []
    private var sentence: [UInt8] = []

    package init(_ options: SentencePieceTraining) throws(DataError) {
        self.options = options
        var proto = SentencePieceProto()
        proto.charsmap = options.normalization.charsmap
        proto.addsDummyPrefix = options.addDummyPrefix
        proto.removesExtraSpaces = options.removeExtraWhitespaces
        proto.treatsSpaceAsSuffix = options.treatWhitespaceAsSuffix
        normalizer = try SentencePieceNormalizer(proto, symbols: nil, file: "")
        let names = try options.metaPieces().map(\.name)
        symbols = PrefixTree(names.map { ($0, 0) })
        for name in names { beginsSymbol[Int(name[0])] = true }
    }

    package var memoryUsed: Int { counts.memoryUsed }

    package mutating func add(_ document: Span<UInt8>, from start: Int, within memory: Int) -> Int {
        document.withUnsafeBufferPointer { document in
            var place = start
            while place < document.count && (place == start || memoryUsed <= memory) {
                let line = document[place...].prefix { $0 != UInt8(ascii: "\n") }
                let sentence = UnsafeBufferPointer(rebasing: line)
                if Self.isSentence(sentence, options) { add(sentence) }
                place = line.endIndex + 1
            }
            return min(place, document.count)
        }
    }

    package func forEachSorted(_ body: (Span<UInt8>, Int64) throws(DataError) -> Void) throws(DataError) {
        try counts.forEachSorted(body)
    }

    /// Whether a line is learnt from. One with the sign for rare characters cannot be told from one with rare characters.
    static func isSentence(_ line: UnsafeBufferPointer<UInt8>, _ options: SentencePieceTraining) -> Bool {
        !line.isEmpty && line.count <= options.maximumSentenceLength && find(rare, in: line, from: 0) == nil
    }

    private mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
        var origins: [Int32]?
        normalizer.normalize(line, into: &normalized, origins: &origins)
        replaceSymbols()
        if sentence.isEmpty { return }
        // What follows the last word.
        sentence += repeatElement(0, count: options.marksEnds)
        sentence.withUnsafeBufferPointer { sentence in
            options.splitByWhitespace ? Self.split(sentence, options, &counts) : counts.add(word: sentence)
        }
    }

    private static func split(
        _ sentence: UnsafeBufferPointer<UInt8>, _ options: SentencePieceTraining, _ counts: inout PretokenCounts
    ) {
        let text = UnsafeBufferPointer(rebasing: sentence.dropLast(options.marksEnds))
        var start = 0
        var place = 0
        func take(_ end: Int) {
            if end > start {
                counts.add(word: UnsafeBufferPointer(rebasing: sentence[start..<end + options.marksEnds]))
            }
            start = end
        }
        while place < text.count {
            // A run of spaces, then one of other characters.
            let spaces = place
            while text[place...].starts(with: space) {
                let isFirst = place == spaces
                if !options.treatWhitespaceAsSuffix && (isFirst || !options.allowWhitespaceOnlyPieces) { take(place) }
                place += space.count
                if options.treatWhitespaceAsSuffix && !options.allowWhitespaceOnlyPieces { take(place) }
            }
            if place > spaces && options.treatWhitespaceAsSuffix { take(place) }
            place = find(space, in: text, from: place) ?? text.count
        }
        take(text.count)
    }

    /// Puts `PieceRules.boundary` for each symbol: the longest that begins at a place.
    private mutating func replaceSymbols() {
        guard normalized.contains(where: { beginsSymbol[Int($0)] }) else { return swap(&sentence, &normalized) }
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

    private static let space = SentencePieceNormalizer.space
    private static let rare: [UInt8] = [0xE2, 0x96, 0x85]

    private static func find(_ sign: [UInt8], in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var place = start
        while place < text.count, let found = memchr(base + place, Int32(sign[0]), text.count - place) {
            place = found - UnsafeMutableRawPointer(mutating: base)
            if text[place...].starts(with: sign) { return place }
            place += 1
        }
        return nil
    }
}
