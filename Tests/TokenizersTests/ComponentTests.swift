import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Normalizers, pre-tokenizers, models and decoders against Hugging Face tokenizers itself.
@Suite(.enabled(if: Peer.has("tokenizers"), "needs tokenizers 0.23.3: make test installs it"))
struct ComponentTests {
    private let folder = Fixtures.temporaryFolder()
    private let script = Fixtures.root + "/Tests/Oracles/tokenizers/components.py"

    private func write(_ value: some Encodable, as name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try JSONEncoder().encode(value).write(to: URL(filePath: path))
        return path
    }

    private func write(_ specifications: [String]) throws -> String {
        let path = folder + "/components.json"
        try Data("[\(specifications.joined(separator: ","))]".utf8).write(to: URL(filePath: path))
        return path
    }

    /// Every code point that Unicode 14 had, a few in a text, between letters and spaces.
    static let allPoints: [String] = {
        let scalars = (UInt32(1)..<0x110000).compactMap(Unicode.Scalar.init).filter {
            // Beyond the planes in use nothing is assigned but private characters: some of them will do.
            $0.value < 0x32000 || $0.value % 997 == 0 || (0xE0000...0xE01FF).contains($0.value)
        }
        return stride(from: 0, to: scalars.count, by: 16).map { start in
            scalars[start..<min(start + 16, scalars.count)].map { "a\($0)b \($0)" }.joined(separator: "c ")
        }
    }()

    static let mixed: [String] = {
        var random = Philox(key: 77, counter: (0, 0))
        let pieces = [
            "a", "b", "the", "ab", "É", "e\u{301}", "ß", "ﬁ", "Å", "İ", "ǆ", " ", "  ", "\n", "\t", "\u{a0}",
            "\u{3000}",
            "1", "23", "½", "٣", "漢", "字", "か", "が", "ー", "カ", "ｶﾞ", "한", "ก็", "हि", "न्", "\u{200d}", "\u{feff}",
            "😀", "👩\u{200d}👧", "!", "...", "，", "_", "-", "<|x|>", "<|xy|>", "<", "|", "'s", "don't", "\u{1}", "\u{ad}",
            "\u{fffd}", "▁", "Ä\u{323}", "Ω", "²", "㍿", "ae",
        ]
        return (0..<3000).map { _ in
            (0..<Int.random(in: 0..<14, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }.joined()
        }
    }()

    private static let normalizers = [
        #"{"type":"NFC"}"#, #"{"type":"NFD"}"#, #"{"type":"NFKC"}"#, #"{"type":"NFKD"}"#, #"{"type":"Lowercase"}"#,
        #"{"type":"Nmt"}"#, #"{"type":"StripAccents"}"#, #"{"type":"ByteLevel"}"#,
        #"{"type":"Strip","strip_left":true,"strip_right":false}"#, #"{"type":"Prepend","prepend":"▁x"}"#,
        #"{"type":"Replace","pattern":{"String":"a"},"content":"bé"}"#,
        #"{"type":"Replace","pattern":{"Regex":"\\s+|\\d"},"content":"_"}"#,
        #"{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true}"#,
        #"{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":false,"strip_accents":true,"lowercase":false}"#,
        #"{"type":"Sequence","normalizers":[{"type":"NFKD"},{"type":"StripAccents"},{"type":"Lowercase"}]}"#,
    ]

    @Test(arguments: normalizers)
    func normalizersMakeWhatThePeersMake(specification: String) throws {
        let texts = Self.allPoints + Self.mixed
        let answer = try Peer.run([script, "normalize", try write([specification]), try write(texts, as: "texts.json")])
        let expected = try JSONDecoder().decode([String].self, from: Data(answer.utf8))
        let normalizer = try #require(
            try ComponentReader(file: "test").normalizer(try JSONValue.parse(Array(specification.utf8))))
        var wrong: [String] = []
        for (text, made) in zip(texts, expected) {
            var aligned = AlignedText(Array(text.utf8).span)
            normalizer.apply(&aligned)
            if aligned.bytes != Array(made.utf8) {
                wrong.append(Self.difference(aligned.bytes, Array(made.utf8), text))
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(12).joined(separator: "\n"))")
    }

    private static func difference(_ own: [UInt8], _ peer: [UInt8], _ text: String) -> String {
        let (own, peer) = (String(decoding: own, as: UTF8.self).points, String(decoding: peer, as: UTF8.self).points)
        let place = zip(own, peer).prefix { $0 == $1 }.count
        func hexadecimal(_ points: [UInt32]) -> String {
            points[place...].prefix(4).map { String($0, radix: 16) }.joined(separator: " ")
        }
        return "own \(hexadecimal(own)) peer \(hexadecimal(peer)) in \(text.prefix(12).debugDescription)"
    }

    private static let splitters =
        [
            #"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}"#,
            #"{"type":"Whitespace"}"#, #"{"type":"WhitespaceSplit"}"#, #"{"type":"BertPreTokenizer"}"#,
            #"{"type":"Digits","individual_digits":true}"#, #"{"type":"Digits","individual_digits":false}"#,
            #"{"type":"Punctuation","behavior":"Isolated"}"#, #"{"type":"Punctuation","behavior":"Contiguous"}"#,
            #"{"type":"UnicodeScripts"}"#, #"{"type":"FixedLength","length":3}"#,
            #"{"type":"CharDelimiterSplit","delimiter":"a"}"#,
            #"{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}"#,
            #"{"type":"Metaspace","replacement":"_","prepend_scheme":"first","split":false}"#,
            #"{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true}]}"#,
        ]
        + ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"].flatMap { behavior in
            ["false", "true"].map {
                #"{"type":"Split","pattern":{"Regex":"[\\s\\p{P}]"},"behavior":"\#(behavior)","invert":\#($0)}"#
            }
        }

    private struct Piece: Decodable, Equatable {
        var text: String
        var start: Int
        var end: Int

        init(text: String, start: Int, end: Int) { (self.text, self.start, self.end) = (text, start, end) }

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            text = try list.decode(String.self)
            start = try list.decode(Int.self)
            end = try list.decode(Int.self)
        }
    }

    @Test(arguments: splitters)
    func splittersCutWhereThePeersCut(specification: String) throws {
        let texts = Self.allPoints + Self.mixed
        let answer = try Peer.run([
            script, "pretokenize", try write([specification]), try write(texts, as: "texts.json"),
        ])
        let expected = try JSONDecoder().decode([[Piece]].self, from: Data(answer.utf8))
        let splitter = try #require(
            try ComponentReader(file: "test").splitter(try JSONValue.parse(Array(specification.utf8))))
        var wrong: [String] = []
        for (text, peers) in zip(texts, expected) {
            var pieces = [AlignedText(Array(text.utf8).span)]
            splitter.apply(&pieces)
            let own = pieces.map {
                Piece(
                    text: String(decoding: $0.bytes, as: UTF8.self), start: Int($0.units.first?.start ?? 0),
                    end: Int($0.units.last?.end ?? 0))
            }
            let isSame =
                own.count == peers.count
                && zip(own, peers).allSatisfy {
                    $0.text.points == $1.text.points && $0.start == $1.start && $0.end == $1.end
                }
            guard !isSame else { continue }
            let place = zip(own, peers).prefix { $0 == $1 }.count
            wrong.append(
                "\(text.prefix(9).debugDescription): own \(own.dropFirst(place).prefix(1)) peer \(peers.dropFirst(place).prefix(1))"
            )
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(12).joined(separator: "\n"))")
    }

    private struct Answer: Decodable {
        struct Row: Decodable {
            var ids: [Int32]
            var offsets: [[Int]]
            var text: String
        }
        var file: String
        var framed: Bool
        var rows: [Row]
    }

    /// Byte-level tokens give the bytes they are of, the peer whole characters.
    private static func wholeCharacters(_ ranges: [[Int]], _ tokenizer: Tokenizer, _ text: String) -> [[Int]] {
        guard case .byteLevel = tokenizer.engine else { return ranges }
        let bytes = Array(text.utf8)
        return ranges.map { range in
            var (start, end) = (range[0], range[1])
            while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            return [start, end]
        }
    }

    @Test func idsOffsetsAndTextsAreThePeersForEveryModel() throws {
        let texts = Self.mixed
        let answers = try Peer.run([script, "encode", try write(texts, as: "texts.json")]).split(separator: "\n")
        #expect(answers.count == 28)
        let cache = EncodingCache()
        for (number, line) in answers.enumerated() {
            let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
            let tokenizer = try TokenizerJSON.read(Array(answer.file.utf8), file: "zoo \(number)")
            let written = try TokenizerJSON.write(tokenizer)
            #expect(try JSONValue.parse(written) == JSONValue.parse(answer.file), "zoo \(number)")
            let again = try TokenizerJSON.read(written, file: "zoo \(number) written")
            var wrong: [String] = []
            for (text, row) in zip(texts, answer.rows) {
                var (ids, ranges): ([Int32], [Range<Int>]) = ([], [])
                tokenizer.encode(Array(text.utf8).span, cache: cache, into: &ids, ranges: &ranges)
                var twice: [Int32] = []
                again.encode(Array(text.utf8).span, cache: cache, into: &twice)
                #expect(ids == twice)
                if answer.framed {
                    ids = tokenizer.frame(ids)
                } else if ids == row.ids {
                    let limited = tokenizer.limits.maximum != nil || tokenizer.limits.padding != nil
                    let own = ranges.map { [$0.lowerBound, $0.upperBound] }
                    if !limited, Self.wholeCharacters(own, tokenizer, text) != row.offsets {
                        wrong.append("offsets of \(text.debugDescription): own \(own) peer \(row.offsets)")
                    }
                } else if tokenizer.limits.maximum != nil {
                    continue
                }
                guard ids == row.ids else {
                    wrong.append("\(text.debugDescription): own \(ids.prefix(12)) peer \(row.ids.prefix(12))")
                    continue
                }
                let decoded = try tokenizer.decode(row.ids)
                if decoded != Array(row.text.utf8), String(decoding: decoded, as: UTF8.self) != row.text {
                    wrong.append(
                        "decoded \(String(decoding: decoded, as: UTF8.self).debugDescription) peer \(row.text.debugDescription)"
                    )
                }
            }
            #expect(wrong.isEmpty, "tokenizer \(number): \(wrong.count): \(wrong.prefix(6).joined(separator: "\n"))")
        }
    }
}
