import Records
import Testing

@testable import Tokenizers

/// Texts encoded word by word against the same texts encoded as wholes.
struct SentencePieceWordTests {
    private static let alphabet = ["a", "b", "ab", "ba", "é", "日", "日本", " ", " ", " ", "  ", "▁", "c", "\u{3000}"]

    /// Half the scores are whole, so that segmentations tie; `factor` drives them to where they begin from zero again.
    private static func model(
        _ algorithm: SentencePieceProto.Algorithm, factor: Float, removesExtraSpaces: Bool, fallsBackToBytes: Bool,
        _ random: inout Philox
    ) throws -> SentencePiece {
        var proto = SentencePieceProto()
        proto.algorithm = algorithm
        proto.removesExtraSpaces = removesExtraSpaces
        proto.fallsBackToBytes = fallsBackToBytes
        proto.pieces = [SentencePieceProto.Piece(name: Array("<unk>".utf8), score: 0, type: .unknown)]
        if fallsBackToBytes {
            for byte in 0..<256 {
                let digits = String(byte + 256, radix: 16, uppercase: true).dropFirst()
                proto.pieces.append(.init(name: Array("<0x\(digits)>".utf8), score: 0, type: .byte))
            }
        }
        var names: Set<String> = ["▁", "a", "b"]
        let letters = ["a", "b", "é", "日", "本"]
        for _ in 0..<60 {
            let spelt = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                letters[Int.random(in: 0..<letters.count, using: &random)]
            }
            names.insert((Bool.random(using: &random) ? "▁" : "") + spelt.joined())
        }
        for name in names.sorted() {
            let score = Bool.random(using: &random) ? -2 : Float.random(in: -9 ... -1, using: &random)
            proto.pieces.append(.init(name: Array(name.utf8), score: score * factor, type: .normal))
        }
        return try SentencePiece(proto, file: "random")
    }

    private static func text(_ parts: Int, _ random: inout Philox) -> [UInt8] {
        let long = Int.random(in: 0..<50, using: &random) == 0 ? 10 : 1
        return (0..<parts * long).flatMap { _ in
            Array(alphabet[Int.random(in: 0..<alphabet.count, using: &random)].utf8)
        }
    }

    @Test(arguments: [SentencePieceProto.Algorithm.unigram, .bpe], [Float(1), 0.125, 300])
    func wordsAreEncodedAsInTheWholeText(algorithm: SentencePieceProto.Algorithm, factor: Float) throws {
        var random = Philox(key: 31, counter: (UInt64(factor * 8), 0))
        var compared = 0
        for number in 0..<8 {
            let model = try Self.model(
                algorithm, factor: factor, removesExtraSpaces: number % 2 == 0, fallsBackToBytes: number % 4 < 2,
                &random)
            #expect(model.encodesWords)
            let cache = EncodingCache()
            for _ in 0..<4 {
                var texts = ByteColumn()
                for _ in 0..<200 { texts.append(Self.text(Int.random(in: 0..<60, using: &random), &random)) }
                // Of so many words that scores pass 100,000.
                texts.append(
                    (0..<30_000).flatMap { _ -> [UInt8] in Bool.random(using: &random) ? [0x61, 0x20] : [0x62] })
                var (ids, ends): ([Int32], [Int]) = ([7], [])
                model.encode(texts, cache, into: &ids, textEnds: &ends)
                try #require(ends.count == texts.count && ends.last == ids.count)
                var start = 1
                for index in 0..<texts.count {
                    var (whole, single): ([Int32], [Int32]) = ([], [])
                    model.encodeWhole(texts[index], cache, into: &whole)
                    model.encode(texts[index], cache, into: &single)
                    #expect(Array(ids[start..<ends[index]]) == whole, "\(texts.string(index).prefix(200))")
                    #expect(single == whole)
                    compared += whole.count
                    start = ends[index]
                }
            }
        }
        #expect(compared > 1_000_000)
    }
}
