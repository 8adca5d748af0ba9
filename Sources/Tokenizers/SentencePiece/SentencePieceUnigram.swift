/// The segmentation of the highest score, in SentencePiece's arithmetic of 32 bits
/// (google/sentencepiece, src/unigram_model.cc, `Model::EncodeOptimized`). A class, so that to hold it while a word is
/// encoded counts one reference and not one a table.
final class SentencePieceUnigram: Sendable {
    private let tree: PrefixTree
    /// By id; of user-defined symbols, which always win, by their length.
    private let scores: [Float]
    private let isUserDefined: [Bool]
    private let unknown: Int32
    private let unknownScore: Float
    /// No piece or character is longer, in bytes.
    private let longest: Int

    /// - Parameter tree: of the pieces that text is made of, without unused ones.
    init(_ proto: SentencePieceProto, tree: PrefixTree, unknown: Int32) {
        self.tree = tree
        self.unknown = unknown
        longest = max(4, proto.pieces.map(\.name.count).max() ?? 0)
        let normal = proto.pieces.filter { $0.type == .normal }.map(\.score)
        unknownScore = (normal.min() ?? 0) - 10
        isUserDefined = proto.pieces.map { $0.type == .userDefined }
        var scores = proto.pieces.map {
            $0.type == .userDefined ? Float(0.1 * Double($0.name.count - 1)) : $0.score
        }
        scores[Int(unknown)] = unknownScore
        self.scores = scores
    }

    /// From here on scores are counted from zero again, lest the smaller ones be rounded off.
    private static let farScore: Float = 100_000

    /// The best way to a place; of one that none leads to, the score is less than any other.
    private struct Node {
        var score = -Float.infinity
        var start: Int32 = -1
        var id: Int32 = -1
    }

    func score(of id: Int32) -> Float { scores[Int(id)] }

    /// All segmentations of a text. A user-defined symbol scores by its characters there, not by its bytes.
    func lattice(_ text: UnsafeBufferPointer<UInt8>) -> UnigramLattice {
        var nodes: [UnigramLattice.Node] = []
        func add(_ start: Int, _ end: Int, _ id: Int32, _ score: Float) {
            nodes.append(
                .init(
                    start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), id: id, score: score))
        }
        var start = 0
        while start < text.count {
            let next = min(text.count, start + Self.characterLength(text[start]))
            var hasCharacter = false
            tree.forEachPrefix(text, from: start) { end, id in
                let characters = text[start..<end].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
                add(start, end, id, isUserDefined[Int(id)] ? Float(0.1 * Double(characters - 1)) : scores[Int(id)])
                if end == next { hasCharacter = true }
            }
            if !hasCharacter { add(start, next, unknown, unknownScore) }
            start = next
        }
        return UnigramLattice(nodes, count: text.count)
    }

    /// Gives ends and ids, the last first.
    ///
    /// - Parameter before: score of what comes before the text.
    /// - Returns: the score at the text's end, and up to what score before the text, whatever its sign, the pieces would
    ///   be the same: sums are rounded by their size, and nothing is decided by less than that may change.
    @discardableResult
    func encode(
        _ text: UnsafeBufferPointer<UInt8>, from before: Float = 0,
        _ body: (_ start: Int, _ end: Int, _ id: Int32) -> Void
    ) -> (score: Float, reach: Float) {
        let count = text.count
        var margin = Float.infinity
        var greatest: Float = 0
        return withUnsafeTemporaryAllocation(of: Node.self, capacity: count + 1) { nodes in
            nodes.initialize(repeating: Node())
            nodes[0].score = before
            scores.withUnsafeBufferPointer { scores in
                var start = 0
                while start < count {
                    var till = nodes[start].score
                    if abs(till) > Self.farScore {
                        let reach = min(count, start + longest)
                        for place in start...reach { nodes[place].score -= till }
                        till = 0
                    }
                    let next = min(count, start + Self.characterLength(text[start]))
                    var hasCharacter = false
                    tree.forEachPrefix(text, from: start) { end, id in
                        let sum = scores[Int(id)] + till
                        greatest = max(greatest, abs(sum))
                        margin = min(margin, abs(sum - nodes[end].score))
                        if sum > nodes[end].score || nodes[end].start < 0 {
                            nodes[end] = Node(score: sum, start: Int32(truncatingIfNeeded: start), id: id)
                        }
                        if end == next { hasCharacter = true }
                    }
                    if !hasCharacter {
                        let sum = unknownScore + till
                        greatest = max(greatest, abs(sum))
                        margin = min(margin, abs(sum - nodes[next].score))
                        if sum > nodes[next].score || nodes[next].start < 0 {
                            nodes[next] = Node(score: sum, start: Int32(truncatingIfNeeded: start), id: unknown)
                        }
                    }
                    start = next
                }
            }
            var end = count
            while end > 0 {
                body(Int(nodes[end].start), end, nodes[end].id)
                end = Int(nodes[end].start)
            }
            // A sum of up to `count` scores is off by no more than `count` times 2⁻²⁴ of the greatest; two are compared,
            // here and there, and twice that is allowed for.
            let rounded = margin * 0x1p22 / Float(max(1, count)) - 2 * greatest
            return (nodes[count].score, min(rounded, Self.farScore - greatest))
        }
    }

    /// By the first byte.
    @inline(__always)
    static func characterLength(_ byte: UInt8) -> Int { byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4 }
}
