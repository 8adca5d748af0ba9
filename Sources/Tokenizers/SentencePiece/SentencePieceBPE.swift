internal import Records

/// SentencePiece's BPE: the neighbours whose bytes together are the piece of the highest score merge first, the leftmost
/// first (google/sentencepiece, src/bpe_model.cc, `Model::SampleEncode`). A class like `SentencePieceUnigram`.
final class SentencePieceBPE: Sendable {
    private let table: ByteTable
    /// By number in the table.
    private let ids: [Int32]
    private let scores: [Float]
    private let isUnused: [Bool]
    private let unknown: Int32
    /// User-defined symbols, which never merge.
    private let symbols: PrefixTree?
    /// What short texts are merged by, if the model is of the usual kind.
    let merges: PieceMerges?

    /// - Parameter names: every piece that text is made of, unused ones too, with its id.
    init(_ proto: SentencePieceProto, names: [(word: [UInt8], value: Int32)], symbols: PrefixTree?, unknown: Int32) {
        var table = ByteTable(minimumCapacity: names.count)
        for (word, _) in names { _ = table.insert(word.span) }
        self.table = table
        ids = names.map(\.value)
        scores = names.map { proto.pieces[Int($0.value)].score }
        isUnused = names.map { proto.pieces[Int($0.value)].type == .unused }
        self.symbols = symbols
        self.unknown = unknown
        merges = PieceMerges(proto, names, table)
    }

    private struct Symbol {
        var range: Range<Int>
        var previous: Int
        var next: Int
        var isFrozen = false
    }

    private struct Pair: Comparable {
        var score: Float
        var left: Int
        var right: Int
        var size: Int

        /// The first to merge is the greatest.
        static func < (one: Pair, other: Pair) -> Bool {
            one.score != other.score ? one.score < other.score : one.left > other.left
        }
    }

    /// Gives the pieces of a text in order.
    ///
    /// - Parameter merger: for the pairs of `merges`.
    func encode(
        _ text: UnsafeBufferPointer<UInt8>, _ merger: PieceMerger?,
        _ body: (_ start: Int, _ end: Int, _ id: Int32) -> Void
    ) {
        if let merges, let merger, merges.encode(text, unknown: unknown, merger, body) { return }
        encode(text, sampler: nil, body)
    }

    /// Gives the pieces of a text of any length in order.
    ///
    /// - Parameter sampler: passes over merges; one passed over is not tried again, as with the peer.
    func encode(
        _ text: UnsafeBufferPointer<UInt8>, sampler: Sampler?,
        _ body: (_ start: Int, _ end: Int, _ id: Int32) -> Void
    ) {
        var symbols = split(text)
        guard !symbols.isEmpty else { return }
        var agenda = Heap<Pair>()
        // How long the first part of an unused piece was when it was last thought of.
        var unmade: [Int: Int] = [:]
        func consider(_ left: Int, _ right: Int) {
            guard left >= 0, right >= 0, !symbols[left].isFrozen, !symbols[right].isFrozen else { return }
            let range = symbols[left].range.lowerBound..<symbols[right].range.upperBound
            guard let number = table.index(of: UnsafeBufferPointer(rebasing: text[range]).span) else { return }
            agenda.insert(Pair(score: scores[number], left: left, right: right, size: range.count))
            if isUnused[number] { unmade[number] = symbols[left].range.count }
        }
        for right in symbols.indices.dropFirst() { consider(right - 1, right) }
        while let top = agenda.removeGreatest() {
            let (left, right) = (symbols[top.left], symbols[top.right])
            guard !left.range.isEmpty, !right.range.isEmpty, left.range.count + right.range.count == top.size else {
                continue
            }
            if let sampler, sampler.drops() { continue }
            symbols[top.left].range = left.range.lowerBound..<right.range.upperBound
            symbols[top.left].next = right.next
            if right.next >= 0 { symbols[right.next].previous = top.left }
            symbols[top.right].range = 0..<0
            consider(left.previous, top.left)
            consider(top.left, right.next)
        }
        var index = 0
        while index >= 0 {
            resegment(text, symbols[index].range, unmade, body)
            index = symbols[index].next
        }
    }

    /// Takes an unused piece apart again; one that was never put together is unknown.
    private func resegment(
        _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ unmade: [Int: Int], depth: Int = 0,
        _ body: (Int, Int, Int32) -> Void
    ) {
        let number = table.index(of: UnsafeBufferPointer(rebasing: text[range]).span)
        guard let number, isUnused[number], depth <= Self.deepest else {
            return body(range.lowerBound, range.upperBound, number.map { ids[$0] } ?? unknown)
        }
        guard let length = unmade[number] else { return body(range.lowerBound, range.upperBound, unknown) }
        let cut = range.lowerBound + length
        resegment(text, range.lowerBound..<cut, unmade, depth: depth + 1, body)
        resegment(text, cut..<range.upperBound, unmade, depth: depth + 1, body)
    }

    /// Unused pieces made of unused pieces are taken apart so often.
    private static let deepest = 100

    private func split(_ text: UnsafeBufferPointer<UInt8>) -> [Symbol] {
        var made: [Symbol] = []
        made.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            var end = place
            symbols?.forEachPrefix(text, from: place) { reached, _ in end = reached }
            let isFrozen = end > place
            if !isFrozen { end = min(text.count, place + SentencePieceUnigram.characterLength(text[place])) }
            made.append(
                Symbol(range: place..<end, previous: made.count - 1, next: made.count + 1, isFrozen: isFrozen))
            place = end
        }
        if !made.isEmpty { made[made.count - 1].next = -1 }
        return made
    }
}
