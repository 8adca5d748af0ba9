import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Patterns and the layouts of real files against Hugging Face tokenizers itself.
@Suite(.enabled(if: Peer.has("tokenizers"), "needs tokenizers 0.23.3: make test installs it"))
struct PatternTests {
    private let folder = Fixtures.temporaryFolder()
    private let script = Fixtures.root + "/Tests/Oracles/tokenizers/peer.py"

    private func write(_ value: some Encodable, as name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try JSONEncoder().encode(value).write(to: URL(filePath: path))
        return path
    }

    private func write(json: String, as name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Data(json.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test(arguments: [PretokenPattern.cl100k, .qwen2, .o200k, .deepseek3, .bloom])
    func preTokensAreThePeers(pattern: PretokenPattern) throws {
        let texts = ComponentTests.allPoints + ScannerTests.random(20_000, longest: 12, seed: 35)
        let component = try write(json: TokenizerLayout(pattern: pattern).preTokenizer.text, as: "component.json")
        let answer = try Peer.run([script, "pretokenize", try write(texts, as: "texts.json"), component])
        let expected = try JSONDecoder().decode([[Int]].self, from: Data(answer.utf8))
        let wrong = zip(texts, expected).filter { text, lengths in
            var end = 0
            let ends = lengths.map { length in
                end += length
                return end
            }
            return Pretokenizer(pattern).ends(Array(text.utf8).span) != ends
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(3))")
    }

    private struct Answer: Decodable {
        struct Row: Decodable {
            var ids: [Int32]
            var offsets: [[Int]]
        }
        var file: String
        var rows: [Row]
    }

    private func answers(_ layouts: [String], _ texts: [String], vocabulary: Int) throws -> [Answer] {
        let answer = try Peer.run([
            script, "layouts", try write(json: "[\(layouts.joined(separator: ","))]", as: "layouts.json"),
            try write(texts, as: "texts.json"), "\(vocabulary)",
        ])
        return try answer.split(separator: "\n").map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    }

    private static func splits(_ expressions: [String], trimsOffsets: Bool = true) throws -> String {
        let list = try expressions.map {
            let quoted = String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
            return #"{"type":"Split","pattern":{"Regex":\#(quoted)},"behavior":"Isolated","invert":false}"#
        }
        let level =
            #"{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":\#(trimsOffsets),"use_regex":false}"#
        return #"{"type":"Sequence","pretokenizers":[\#((list + [level]).joined(separator: ","))]}"#
    }

    /// The `normalizer` and `pre_tokenizer` of the models' own files.
    private static func realLayouts() throws -> [String] {
        func layout(_ normalizer: String, _ preTokenizer: String) -> String {
            #"{"normalizer":\#(normalizer),"pre_tokenizer":\#(preTokenizer)}"#
        }
        // DeepSeek's has line breaks in the last expression, no escapes.
        let deepSeek = PretokenPattern.deepseek3.expressions.map { $0.replacing(#"\r\n"#, with: "\r\n") }
        return [
            layout(#"{"type":"Sequence","normalizers":[]}"#, try splits(deepSeek)),
            layout("null", try splits(PretokenPattern.bloom.expressions)),
            layout("null", try splits(PretokenPattern.cl100k.expressions)),
            layout(#"{"type":"NFC"}"#, try splits(PretokenPattern.qwen2.expressions, trimsOffsets: false)),
            layout(
                #"{"type":"Sequence","normalizers":[{"type":"NFC"}]}"#,
                #"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}"#),
            layout("null", try splits([#"\p{L}+|\d{2}"#])),
        ]
    }

    /// A token of part of a character stands for all of it, says the peer; ours say which bytes.
    private static func covers(_ offsets: [Int], _ range: Range<Int>) -> Bool {
        offsets[0] <= range.lowerBound && range.upperBound <= offsets[1]
            && range.lowerBound - offsets[0] < 4 && offsets[1] - range.upperBound < 4
    }

    @Test func realLayoutsGoByTheFastEngineAndGiveThePeersIds() throws {
        let decomposed = ComponentTests.mixed.prefix(500).map(\.decomposedStringWithCanonicalMapping)
        let texts =
            Array(ComponentTests.allPoints[..<3000]) + ComponentTests.mixed + decomposed
            + ScannerTests.random(3000, longest: 20, seed: 36)
            + [
                "q\u{323}\u{307}", "\u{307}", "e\u{301}\u{301}a\u{300}", "\u{1100}\u{1161}\u{11a8}",
                "a\u{315}\u{300}\u{5ae}",
            ]
        for (number, answer) in try answers(Self.realLayouts(), texts, vocabulary: 3000).enumerated() {
            let tokenizer = try TokenizerJSON.read(Array(answer.file.utf8), file: "layout \(number)")
            guard case .byteLevel = tokenizer.engine else {
                Issue.record("layout \(number) goes by the slow engine")
                continue
            }
            let cache = EncodingCache()
            var wrong: [String] = []
            for (text, row) in zip(texts, answer.rows) {
                var (ids, ranges): ([Int32], [Range<Int>]) = ([], [])
                tokenizer.encode(Array(text.utf8).span, cache: cache, into: &ids, ranges: &ranges)
                if ids != row.ids {
                    wrong.append("\(text.debugDescription): own \(ids.prefix(12)) peer \(row.ids.prefix(12))")
                } else if !zip(row.offsets, ranges).allSatisfy(Self.covers) {
                    wrong.append("ranges of \(text.debugDescription): own \(ranges) peer \(row.offsets)")
                }
                #expect(tokenizer.countTokens(Array(text.utf8).span, cache: cache) == ids.count)
            }
            #expect(wrong.isEmpty, "layout \(number): \(wrong.count): \(wrong.prefix(4).joined(separator: "\n"))")
            let own = try JSONValue.parse(try TokenizerJSON.write(tokenizer))
            #expect(own == (try JSONValue.parse(Array(answer.file.utf8))))
        }
    }

    @Test func trainingByAnyPatternLearnsThePeersMergesAndIds() throws {
        let texts = Array(ComponentTests.mixed.prefix(1500)) + ScannerTests.random(1500, longest: 20, seed: 37)
        let patterns: [PretokenPattern] =
            [.gpt2, .cl100k, .cl100kBase, .qwen2, .o200k, .deepseek3, .bloom] + [
                try PretokenPattern(#"\p{Lu}?\p{L}+|\d|\s+"#)
            ]
        let layouts = patterns.map {
            #"{"normalizer":null,"pre_tokenizer":\#(TokenizerLayout(pattern: $0).preTokenizer.text)}"#
        }
        let answers = try answers(layouts, texts, vocabulary: 900)
        for (pattern, answer) in zip(patterns, answers) {
            var counts = PretokenCounts(pattern: pattern)
            for text in texts { counts.add(Array(text.utf8).span) }
            let model = try BPETrainer(.init(vocabularySize: 900), words: TrainingWords(counts)).train()
            let tokenizer = Tokenizer(model: model, pattern: pattern, specialTokens: [])
            let own = try JSONValue.parse(try TokenizerJSON.write(tokenizer))
            let peer = try JSONValue.parse(Array(answer.file.utf8))
            #expect(own["model"]?["merges"] == peer["model"]?["merges"], "\(pattern.text)")
            #expect(own["model"]?["vocab"] == peer["model"]?["vocab"], "\(pattern.text)")
            #expect(own["pre_tokenizer"] == peer["pre_tokenizer"], "\(pattern.text)")
            let read = try TokenizerJSON.read(try TokenizerJSON.write(tokenizer), file: "own")
            let cache = EncodingCache()
            for (text, row) in zip(texts, answer.rows) {
                var ids: [Int32] = []
                read.encode(Array(text.utf8).span, cache: cache, into: &ids)
                #expect(ids == row.ids, "\(pattern.text): \(text.debugDescription)")
            }
        }
    }
}
