import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Texts of random ids against Hugging Face tokenizers itself.
@Suite(.enabled(if: Peer.has("tokenizers"), "needs tokenizers 0.23.3: make test installs it"))
struct TokenDecoderTests {
    private let folder = Fixtures.temporaryFolder()
    private let script = Fixtures.root + "/Tests/Oracles/tokenizers/components.py"

    private func write(_ value: some Encodable, as name: String) throws -> String {
        try JSONEncoder().encode(value).write(to: URL(filePath: "\(folder)/\(name)"))
        return "\(folder)/\(name)"
    }

    private static let decoders = [
        "null", #"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":true}"#,
        #"{"type":"WordPiece","prefix":"\u0023#","cleanup":true}"#,
        #"{"type":"WordPiece","prefix":"\u0023#","cleanup":false}"#,
        #"{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true}"#,
        #"{"type":"Metaspace","replacement":"▁","prepend_scheme":"never","split":true}"#,
        #"{"type":"BPEDecoder","suffix":"</w>"}"#, #"{"suffix":"</w>"}"#,
        #"{"type":"CTC","pad_token":"<pad>","word_delimiter_token":"|","cleanup":true}"#,
        #"{"type":"CTC","pad_token":"<pad>","word_delimiter_token":"|","cleanup":false}"#, #"{"type":"ByteFallback"}"#,
        #"{"type":"Fuse"}"#, #"{"type":"Strip","content":"▁","start":1,"stop":0}"#,
        #"{"type":"Replace","pattern":{"String":"▁"},"content":" "}"#,
        #"{"type":"Replace","pattern":{"Regex":"[a-c]+"},"content":"É"}"#,
        #"{"type":"Sequence","decoders":[{"type":"Replace","pattern":{"String":"▁"},"content":" "},{"type":"ByteFallback"},{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":0}]}"#,
        #"{"type":"Sequence","decoders":[{"type":"ByteFallback"},{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true}]}"#,
    ]

    private struct Row: Decodable {
        var text: String?
        var parts: [String]?
    }

    /// Of random ids, at once and one by one, with special tokens and without.
    @Test func everyDecoderGivesThePeersText() throws {
        let names = [
            "a", "▁b", "##c", "▁", "Ġd", "é", "Ã", "©", "f</w>", "</w>", "<pad>", "|", "<0xE5>", "<0x8F>", "<0xAB>",
            "<0x41>",
            ".", "n't", "do", "not", "▁▁", "漢", "<0xGG>", "�", "Ċ",
        ]
        let vocabulary = names.enumerated().map { JSONObject.Member($1, .number(JSONNumber($0))) }
        let model = JSONObject([
            .init("type", .string("BPE")), .init("vocab", .object(JSONObject(vocabulary))), .init("merges", .array([])),
        ])
        let added = ["<s>", "<é s>", "plain"].enumerated().map { place, name in
            var token = AddedToken(id: Int32(names.count + place), content: name)
            token.isSpecial = place < 2
            return TokenizerJSON.addedToken(token)
        }
        var random = Philox(key: 5, counter: (0, 0))
        let lists = (0..<600).map { _ in
            (0..<Int.random(in: 1..<9, using: &random)).map { _ in Int32.random(in: 0..<28, using: &random) }
        }
        let files = try Self.decoders.map { decoder in
            JSONValue.object(
                JSONObject([
                    .init("version", .string("1.0")), .init("truncation", .null), .init("padding", .null),
                    .init("added_tokens", .array(added)), .init("normalizer", .null), .init("pre_tokenizer", .null),
                    .init("post_processor", .null), .init("decoder", try JSONValue.parse(decoder)),
                    .init("model", .object(model)),
                ])
            ).text
        }
        let answer = try Peer.run([
            script, "decode", try write(files, as: "files.json"), try write(lists, as: "ids.json"),
        ]).split(separator: "\n")
        #expect(answer.count == files.count)
        for (file, line) in zip(files, answer) {
            let tokenizer = try TokenizerJSON.read(Array(file.utf8), file: "t")
            let rows = try JSONDecoder().decode([Row].self, from: Data(line.utf8))
            #expect(rows.count == lists.count * 2)
            var (compared, wrong): (Int, [String]) = (0, [])
            for (ids, pair) in zip(lists, stride(from: 0, to: rows.count, by: 2).map { rows[$0..<$0 + 2] }) {
                for (skips, row) in zip([false, true], pair) {
                    guard let text = row.text else { continue }
                    let own = String(decoding: try tokenizer.decode(ids, skippingSpecial: skips), as: UTF8.self)
                    if own.points != text.points { wrong.append("\(ids) own \(own) peer \(text)") }
                    guard let parts = row.parts else { continue }
                    var stream = DecodeStream(tokenizer, skippingSpecial: skips)
                    let ownParts = try ids.map { String(decoding: try stream.add($0), as: UTF8.self) }
                    if ownParts.map(\.points) != parts.map(\.points) {
                        wrong.append("\(ids) in parts own \(ownParts) peer \(parts)")
                    }
                    compared += 1
                }
            }
            #expect(compared > 300 && wrong.isEmpty, "\(wrong.count) \(file.prefix(400)): \(wrong.prefix(4))")
        }
    }
}
