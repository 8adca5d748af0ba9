import Records
import Testing

@testable import Tokenizers

/// SentencePiece's BPE by a table of pairs against the heap of spellings.
struct PieceMergesTests {
    private static let letters = ["a", "b", "é", "日", "▁"]

    /// Pieces of up to five letters with scores all different: the shorter first, as training has them, or in any order.
    private static func model(isTrained: Bool, _ random: inout Philox) -> SentencePieceProto {
        var names = Set(letters)
        for _ in 0..<80 { names.insert(spelling(2...5, &random)) }
        var proto = SentencePieceProto()
        proto.algorithm = .bpe
        proto.pieces = [.init(name: Array("<unk>".utf8), score: 0, type: .unknown)]
        let ordered = names.sorted().map { ($0, UInt64.random(in: 0...UInt64.max, using: &random)) }.sorted {
            isTrained && $0.0.count != $1.0.count ? $0.0.count < $1.0.count : $0.1 < $1.1
        }
        for (place, name) in ordered.enumerated() {
            proto.pieces.append(.init(name: Array(name.0.utf8), score: -Float(place), type: .normal))
        }
        return proto
    }

    private static func spelling(_ lengths: ClosedRange<Int>, _ random: inout Philox) -> String {
        (0..<Int.random(in: lengths, using: &random)).map { _ in
            letters[Int.random(in: 0..<letters.count, using: &random)]
        }.joined()
    }

    private static func bpe(_ proto: SentencePieceProto) -> SentencePieceBPE {
        let names = proto.pieces.enumerated().dropFirst().map { (word: $1.name, value: Int32($0)) }
        return SentencePieceBPE(proto, names: Array(names), symbols: nil, unknown: 0)
    }

    private static func pieces(_ body: ((Int, Int, Int32) -> Void) -> Void) -> [[Int]] {
        var found: [[Int]] = []
        body { found.append([$0, $1, Int($2)]) }
        return found
    }

    @Test(arguments: [true, false]) func pairsMergeAsSpellingsDo(isTrained: Bool) throws {
        var random = Philox(key: 41, counter: (isTrained ? 1 : 0, 0))
        for _ in 0..<40 {
            let model = Self.bpe(Self.model(isTrained: isTrained, &random))
            let merges = try #require(model.merges)
            let merger = PieceMerger(merges.tables)
            for _ in 0..<200 {
                var text = Array(Self.spelling(0...40, &random).utf8)
                switch Int.random(in: 0..<8, using: &random) {
                case 0: text += Array("zz".utf8)
                case 1: text.append(0xE6)
                case 2: text.insert(0xFF, at: 0)
                default: break
                }
                text.withUnsafeBufferPointer { text in
                    let fast = Self.pieces { model.encode(text, merger, $0) }
                    let slow = Self.pieces { model.encode(text, sampler: nil, $0) }
                    #expect(fast == slow, "\(String(decoding: text, as: UTF8.self))")
                }
            }
        }
    }

    @Test func whatPairsCannotTellIsLeftToSpellings() {
        var random = Philox(key: 42, counter: (0, 0))
        let usual = Self.model(isTrained: true, &random)
        #expect(Self.bpe(usual).merges != nil)
        let long = usual.pieces.count - 1
        var tied = usual
        tied.pieces[long].score = usual.pieces[long - 1].score
        var defined = usual
        defined.pieces[long].type = .userDefined
        var unused = usual
        unused.pieces[long].type = .unused
        var letterless = usual
        letterless.pieces[long].name = Array("abx".utf8)
        for other in [tied, defined, unused, letterless] { #expect(Self.bpe(other).merges == nil) }
    }
}
