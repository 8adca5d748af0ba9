import Foundation
import Glibc
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Time grows with the length of a text, not with its square, whatever the text is.
@Suite(.serialized) struct LinearTimeTests {
    /// Texts that are one long piece to some pattern or model, or many small ones.
    private static let shapes: [(name: String, text: @Sendable (Int) -> String)] = [
        ("carets", { String(repeating: "^", count: $0) }),
        ("one letter", { String(repeating: "a", count: $0) }),
        ("ladder", { String(repeating: "ab", count: $0 / 2) }),
        ("letters", { count in String((0..<count).map { Character(Unicode.Scalar(UInt8(97 + $0 * $0 % 26))) }) }),
        ("spaces", { String(repeating: " ", count: $0) }),
        ("line breaks", { String(repeating: "\n", count: $0) }),
        ("blanks", { String(repeating: " \n  \t\r\n ", count: $0 / 8) }),
        ("blanks without a break", { String(repeating: " \t", count: $0 / 2) + "x" }),
        ("digits", { String(repeating: "1234567890", count: $0 / 10) }),
        ("apostrophes", { String(repeating: "'", count: $0) }),
        ("contractions", { String(repeating: "'s'll", count: $0 / 5) }),
        ("marks", { String(repeating: "\u{301}", count: $0 / 2) }),
        ("marks of two classes", { String(repeating: "\u{301}\u{323}", count: $0 / 4) }),
        ("capitals and ideographs", { String(repeating: "漢A", count: $0 / 4) }),
        ("unassigned", { String(repeating: "\u{378}", count: $0 / 2) }),
        ("words", { String(repeating: "abab cab ", count: $0 / 9) }),
    ]

    /// Merges that double (a, aa, aaaa …), and those that climb a ladder one letter at a time.
    private static func bytePairs(pattern: PretokenPattern, _ normalizer: String = "null", _ model: String = "")
        -> String
    {
        var merges: [[String]] = (0..<12).map { power in
            let half = String(repeating: "a", count: 1 << power)
            return [half, half]
        }
        var rung = "b"
        for step in 0..<30 {
            merges.append([rung, step % 2 == 0 ? "a" : "b"])
            rung += step % 2 == 0 ? "a" : "b"
        }
        var names = ByteAlphabet.sorted.map { String(ByteAlphabet.character(of: $0)) }
        for merge in merges where !names.contains(merge.joined()) { names.append(merge.joined()) }
        let vocabulary = JSONObject(names.enumerated().map { .init($1, .number(JSONNumber($0))) })
        let list = JSONValue.array(merges.map { .array($0.map { .string($0) }) })
        let layout = TokenizerLayout(pattern: pattern)
        return """
            {"normalizer":\(normalizer),"pre_tokenizer":\(layout.preTokenizer.text),"decoder":\(layout.decoder.text),
            "model":{"type":"BPE"\(model),"vocab":\(JSONValue.object(vocabulary).text),"merges":\(list.text)}}
            """
    }

    private static let pieces = ["a", "b", "c", "ab", "aa", "aaaa", "abab", "▁", "▁a", "▁▁", "s", "'", "1", "12"]

    private static func sentencePiece(_ algorithm: SentencePieceProto.Algorithm) throws -> Tokenizer {
        var proto = SentencePieceProto()
        proto.algorithm = algorithm
        proto.removesExtraSpaces = false
        proto.pieces = [.init(name: Array("<unk>".utf8), score: 0, type: .unknown)]
        for (place, piece) in pieces.enumerated() {
            proto.pieces.append(.init(name: Array(piece.utf8), score: -Float(place) / 4 - 1))
        }
        return Tokenizer(
            .sentencePiece(try SentencePiece(proto, file: "small")), addedTokens: [],
            layout: TokenizerLayout(whole: .null))
    }

    private static func read(_ file: String) throws -> Tokenizer {
        try TokenizerJSON.read(Array(file.utf8), file: "small")
    }

    private static let names = [
        "gpt2", "cl100k", "cl100k_base", "qwen2 after NFC", "o200k", "deepseek3", "bloom", #"\p{L}+|\s+"#, "characters",
        "unigram", "word piece", "sentencepiece bpe", "sentencepiece unigram",
    ]

    private static func tokenizer(_ name: String) throws -> Tokenizer {
        switch name {
        case "characters": return try read(bytePairs(pattern: .gpt2, "null", #","fuse_unk":true"#))
        case "qwen2 after NFC": return try read(bytePairs(pattern: .qwen2, #"{"type":"NFC"}"#))
        case "unigram":
            let list = (["<unk>"] + pieces).enumerated().map { "[\"\($1)\",-\($0)]" }.joined(separator: ",")
            return try read(
                #"{"normalizer":{"type":"NFKC"},"pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},"model":{"type":"Unigram","unk_id":0,"vocab":[\#(list)]}}"#
            )
        case "word piece":
            let list = (["[UNK]"] + pieces + ["##a", "##b"]).enumerated().map { "\"\($1)\":\($0)" }.joined(
                separator: ",")
            return try read(
                ###"{"normalizer":{"type":"BertNormalizer"},"pre_tokenizer":{"type":"BertPreTokenizer"},"model":{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,"vocab":{\###(list)}}}"###
            )
        case "sentencepiece bpe": return try sentencePiece(.bpe)
        case "sentencepiece unigram": return try sentencePiece(.unigram)
        default: return try read(bytePairs(pattern: PretokenPattern(name)))
        }
    }

    /// Processor time of this thread, the least of three tries.
    private static func seconds(_ body: () -> Void) -> Double {
        (0..<3).map { _ in
            var (start, end) = (timespec(), timespec())
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
            body()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
            return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) * 1e-9
        }.min() ?? 0
    }

    /// Eight times the text may take up to 32 times as long, where the square of it would take 64 times; so short a time
    /// that it tells nothing counts as more.
    @Test(arguments: names) func timeIsNotQuadratic(name: String) throws {
        let tokenizer = try Self.tokenizer(name)
        for shape in Self.shapes {
            let (short, long) = (Array(shape.text(25_000).utf8), Array(shape.text(200_000).utf8))
            for sampling in [nil, tokenizer.canDrop ? Sampling(.dropout(0.1)) : nil] {
                let times = [short, long].map { text in
                    Self.seconds { _ = tokenizer.countTokens(text.span, cache: EncodingCache(sampling: sampling)) }
                }
                #expect(times[1] < 32 * max(times[0], 0.002), "\(name), \(shape.name): \(times)")
            }
        }
    }
}

extension Tokenizer {
    fileprivate var canDrop: Bool { (try? checkDropout()) != nil }
}
