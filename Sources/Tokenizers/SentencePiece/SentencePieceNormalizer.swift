internal import Records
internal import Text

/// SentencePiece's normalisation: the charsmap, spaces as `▁`, and one before the text
/// (google/sentencepiece, src/normalizer.cc, `Normalizer::Normalize`).
struct SentencePieceNormalizer: Sendable {
    static let space: [UInt8] = [0xE2, 0x96, 0x81]

    private let charsmap: Charsmap?
    private let addsDummyPrefix: Bool
    private let removesExtraSpaces: Bool
    private let escapesSpaces: Bool
    private let treatsSpaceAsSuffix: Bool
    /// User-defined symbols, which nothing changes.
    private let symbols: PrefixTree?
    /// Whether a byte can begin what the charsmap changes.
    private let isChanged: [Bool]
    /// Whether a byte stays as it is, whatever follows.
    private let isPlain: [Bool]
    /// Whether it does where ASCII or nothing follows: most letters of ASCII change only with a mark behind them.
    private let isPlainBeforeASCII: [Bool]

    init(_ proto: SentencePieceProto, symbols: PrefixTree?, file: String) throws(DataError) {
        let map = proto.charsmap.isEmpty ? nil : try Charsmap(proto.charsmap, file: file)
        charsmap = map
        addsDummyPrefix = proto.addsDummyPrefix
        removesExtraSpaces = proto.removesExtraSpaces
        escapesSpaces = proto.escapesSpaces
        treatsSpaceAsSuffix = proto.treatsSpaceAsSuffix
        self.symbols = symbols
        let isChanged = (0..<256).map { map?.beginsMatch(UInt8(truncatingIfNeeded: $0)) ?? false }
        self.isChanged = isChanged
        let mayBePlain = (0..<256).map { symbols == nil && $0 < 0x80 && $0 != 0x20 }
        isPlain = (0..<256).map { mayBePlain[$0] && !isChanged[$0] }
        isPlainBeforeASCII = (0..<256).map {
            mayBePlain[$0] && !(map?.beginsMatchBeforeASCII(UInt8(truncatingIfNeeded: $0)) ?? false)
        }
    }

    /// The normalised text, and where each of its bytes comes from, with the text's length behind the last.
    func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], origins: inout [Int32]?) {
        var place = 0
        output.removeAll(keepingCapacity: true)
        origins?.removeAll(keepingCapacity: true)
        while removesExtraSpaces, place < text.count {
            let (isSpace, length) = prefix(text, place) { $0.elementsEqual([0x20]) }
            if !isSpace { break }
            place += length
        }
        if place == text.count { return }
        if !treatsSpaceAsSuffix && addsDummyPrefix { appendSpace(&output, &origins, place) }
        var followsSpace = removesExtraSpaces
        while place < text.count {
            let plain = plainRun(text, place)
            if plain > place {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: text[place..<plain]))
                origins?.append(contentsOf: (place..<plain).lazy.map { Int32(truncatingIfNeeded: $0) })
                place = plain
                followsSpace = false
                continue
            }
            let (_, length) = prefix(text, place) { part in
                var start = part.startIndex
                while followsSpace, start < part.endIndex, part[start] == 0x20 { start += 1 }
                guard start < part.endIndex else { return false }
                for index in start..<part.endIndex {
                    if escapesSpaces && part[index] == 0x20 {
                        appendSpace(&output, &origins, place)
                    } else {
                        output.append(part[index])
                        origins?.append(Int32(truncatingIfNeeded: place))
                    }
                }
                followsSpace = part[part.endIndex - 1] == 0x20
                return false
            }
            place += length
            if !removesExtraSpaces { followsSpace = false }
        }
        if removesExtraSpaces {
            let end = escapesSpaces ? Self.space : [0x20]
            while output.count >= end.count, output.suffix(end.count).elementsEqual(end) {
                output.removeLast(end.count)
                if origins != nil { place = Int(origins?[output.count] ?? 0) }
                origins?.removeLast(end.count)
            }
        }
        if treatsSpaceAsSuffix && addsDummyPrefix { appendSpace(&output, &origins, place) }
        origins?.append(Int32(truncatingIfNeeded: place))
    }

    /// Whether each word is normalised as it would be by itself, with a space before it.
    var keepsWordsApart: Bool {
        symbols == nil && addsDummyPrefix && escapesSpaces && !treatsSpaceAsSuffix
            && !(charsmap?.mayMatchSpaces ?? false)
    }

    /// Appends a word with the space before it; false, with something appended, for a word that is nothing once it is
    /// normalised, or has spaces around it or side by side.
    ///
    /// - Parameter word: without that space, but with others before it where they count.
    func appendWord(_ word: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Bool {
        var place = 0
        output += Self.space
        if !word.isEmpty, plainRun(word, 0) == word.count {
            output.append(contentsOf: word)
            return true
        }
        while place < word.count, word[place] == 0x20 {
            output += Self.space
            place += 1
        }
        if place == word.count { return !removesExtraSpaces }
        var followsSpace = true
        var standsAlone = true
        while place < word.count {
            let plain = plainRun(word, place)
            if plain > place {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: word[place..<plain]))
                place = plain
                followsSpace = false
                continue
            }
            let (_, length) = prefix(word, place) { part in
                for byte in part {
                    if byte == 0x20 && followsSpace { standsAlone = false }
                    if byte == 0x20 { output += Self.space } else { output.append(byte) }
                    followsSpace = byte == 0x20
                }
            }
            place += length
        }
        // A text may hold the sign for a space as such.
        return standsAlone && !followsSpace && !output.suffix(Self.space.count).elementsEqual(Self.space)
    }

    /// The end of the plain bytes from a place on.
    @inline(__always)
    private func plainRun(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        isPlain.withUnsafeBufferPointer { isPlain in
            isPlainBeforeASCII.withUnsafeBufferPointer { isPlainBeforeASCII in
                var end = start
                while end < text.count {
                    let standsBeforeASCII = end &+ 1 == text.count || text[end &+ 1] < 0x80
                    guard standsBeforeASCII ? isPlainBeforeASCII[Int(text[end])] : isPlain[Int(text[end])] else {
                        break
                    }
                    end &+= 1
                }
                return end
            }
        }
    }

    private func appendSpace(_ output: inout [UInt8], _ origins: inout [Int32]?, _ place: Int) {
        output.append(contentsOf: escapesSpaces ? Self.space : [0x20])
        for _ in 0..<(escapesSpaces ? 3 : 1) { origins?.append(Int32(truncatingIfNeeded: place)) }
    }

    /// Gives what the text's next part becomes; returns what `body` says of it, and how long the part was.
    @inline(__always)
    private func prefix<Result>(
        _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result
    ) -> (Result, length: Int) {
        if let symbols {
            var end = place
            symbols.forEachPrefix(text, from: place) { reached, _ in end = reached }
            if end > place { return (body(text[place..<end]), end - place) }
        }
        if isChanged[Int(text[place])], let charsmap,
            let (replacement, length) = charsmap.longest(text[place...])
        {
            return (replacement.withUnsafeBufferPointer { body($0[...]) }, length)
        }
        let (point, length) = CodePoint.decode(text.span, at: place)
        if point == 0xFFFD && length == 1 { return (Self.replacement.withUnsafeBufferPointer { body($0[...]) }, 1) }
        return (body(text[place..<place + length]), length)
    }

    /// U+FFFD, for a byte that is not part of a character.
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
}
