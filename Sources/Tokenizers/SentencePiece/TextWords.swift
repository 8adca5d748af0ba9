/// Encodes texts that lie one after the other in memory, word by word: words of many texts are looked up together, so
/// that the processor fetches many at a time from memory; a short line by itself has too few.
///
/// Holds a pointer, valid only inside the closure that lent it.
struct TextWords {
    private let model: SentencePiece
    private let cache: EncodingCache
    private let pieces: PieceCache
    private let text: ScannedText
    private let keepsSpaces: Bool
    /// How many words wait in `pieces.ranges`.
    private var count = 0
    /// The texts that have ended among those words, and how many words were before their ends.
    private var ended: [(words: Int, text: Range<Int>)] = []
    /// Score of the text at hand up to the next word.
    private var score: Float = 0
    /// Whether the text at hand has a word that cannot be encoded by itself.
    private var isUnfit = false
    /// Where its ids begin.
    private var firstID: Int
    /// How many ids are in `pieces.ids`, to come behind the others.
    private var written = 0
    private var made = SentencePieceWord()

    /// - Parameter idCount: how many ids there are before those of the texts.
    /// - Returns: nil for no bytes at all.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ model: SentencePiece, _ cache: EncodingCache, _ idCount: Int) {
        guard let base = bytes.baseAddress else { return nil }
        self.model = model
        self.cache = cache
        pieces = cache.pieces(for: model)
        text = ScannedText(bytes: base, count: bytes.count)
        keepsSpaces = !model.proto.removesExtraSpaces
        firstID = idCount
    }

    /// Takes the next text: its words without the space before them, but with others before that one if they count.
    mutating func add(_ range: Range<Int>, _ ids: inout [Int32], _ textEnds: inout [Int]) {
        let text = text.ending(at: range.upperBound)
        var place = range.lowerBound
        while place < range.upperBound {
            var start = place
            if keepsSpaces && place > range.lowerBound { start &+= 1 }
            var end = start
            while end < text.count, text.byte(end) == 0x20 { end &+= 1 }
            if !keepsSpaces { start = end }
            place = text.spaceOrEnd(end)
            // Spaces at the end of a text are nothing where they do not count.
            if start == text.count && !keepsSpaces { break }
            pieces.ranges[count] = start..<place
            count &+= 1
            if count == PieceCache.batch { flush(&ids, &textEnds) }
        }
        ended.append((count, range))
    }

    /// Encodes what waits.
    mutating func finish(_ ids: inout [Int32], _ textEnds: inout [Int]) {
        flush(&ids, &textEnds)
        drain(&ids)
    }

    private mutating func flush(_ ids: inout [Int32], _ textEnds: inout [Int]) {
        pieces.fetch(count, in: text)
        var index = 0
        for place in ended.indices {
            encode(index..<ended[place].words, &ids)
            index = ended[place].words
            if isUnfit { encodeWhole(ended[place].text, &ids) }
            textEnds.append(ids.count &+ written)
            (score, isUnfit, firstID) = (0, false, ids.count &+ written)
        }
        encode(index..<count, &ids)
        ended.removeAll(keepingCapacity: true)
        count = 0
    }

    /// Moves what has been written to the other ids.
    private mutating func drain(_ ids: inout [Int32]) {
        ids.append(contentsOf: UnsafeBufferPointer(start: pieces.ids, count: written))
        written = 0
    }

    private mutating func encodeWhole(_ range: Range<Int>, _ ids: inout [Int32]) {
        drain(&ids)
        ids.removeLast(ids.count - firstID)
        model.encodeWhole(
            UnsafeBufferPointer(start: text.bytes + range.lowerBound, count: range.count).span, cache, into: &ids)
    }

    /// Encodes words of the text at hand.
    private mutating func encode(_ words: Range<Int>, _ ids: inout [Int32]) {
        let (ranges, keys, short, output) = (pieces.ranges, pieces.keys, pieces.short, pieces.ids)
        var index = words.lowerBound
        while index < words.upperBound, !isUnfit {
            var (score, written) = (self.score, self.written)
            var known: WordEntry?
            // As far as all is known.
            while index < words.upperBound {
                known =
                    ranges[index].count <= PretokenKey.longest
                    ? PieceCache.find(keys[index], in: short) : pieces.findLonger(index, in: text)
                guard let word = known, abs(score) <= word.reach, written <= PieceCache.lastPlace else { break }
                let ids = UnsafeMutableRawPointer(output + written)
                ids.storeBytes(of: word.ids, as: SIMD4<Int32>.self)
                if word.isSpilled { pieces.copySpilled(word, to: output + written, &score) }
                for place in 0..<4 { score += word.scores[place] }
                written &+= Int(word.idCount)
                index &+= 1
            }
            (self.score, self.written) = (score, written)
            if index == words.upperBound { return }
            drain(&ids)
            if let known, abs(score) <= known.reach { continue }
            isUnfit = !encodeNew(ranges[index], isNew: known == nil, &ids)
            index &+= 1
        }
    }

    /// Appends the ids of a word that is new, or is not known to be what it is by itself after such a score.
    ///
    /// - Returns: false for a word that cannot be encoded by itself.
    private mutating func encodeNew(_ range: Range<Int>, isNew: Bool, _ ids: inout [Int32]) -> Bool {
        let word = UnsafeBufferPointer(start: text.bytes + range.lowerBound, count: range.count)
        if isNew {
            guard model.make(word, pieces, from: 0, &made) else { return false }
            pieces.insert(range, in: text, made)
            if abs(score) <= made.reach {
                ids.append(contentsOf: made.ids)
                for piece in made.scores { score += piece }
                return true
            }
        }
        guard model.make(word, pieces, from: score, &made) else { return false }
        ids.append(contentsOf: made.ids)
        score = made.end
        return true
    }
}
