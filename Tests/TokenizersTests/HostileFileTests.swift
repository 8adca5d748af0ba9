import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Tokenizer files that are cut short, changed at random or made to do harm: each is an error of one line that names the
/// file, or a tokenizer that works.
struct HostileFileTests {
    private let folder = Fixtures.temporaryFolder()

    private static func model(_ algorithm: SentencePieceProto.Algorithm, bytes: Bool = false) -> [UInt8] {
        var proto = SentencePieceProto()
        proto.algorithm = algorithm
        proto.pieces = [
            .init(name: Array("<unk>".utf8), type: .unknown), .init(name: Array("<s>".utf8), type: .control),
        ]
        let words = ["▁", "a", "b", "t", "h", "e", "th", "the", "▁the", "é", "<sep>"]
        for (place, word) in words.enumerated() {
            var piece = SentencePieceProto.Piece(name: Array(word.utf8), score: Float(-place))
            if word == "<sep>" { piece.type = .userDefined }
            if word == "th" { piece.type = .unused }
            proto.pieces.append(piece)
        }
        var trainer = ProtobufWriter()
        trainer.append(3, algorithm.rawValue)
        trainer.append(35, bytes)
        if bytes {
            proto.pieces += (UInt8.min...UInt8.max).map { .init(name: TokenNames.byteName($0), type: .byte) }
        }
        var normalizer = ProtobufWriter()
        normalizer.append(1, Array("none".utf8))
        normalizer.append(2, CharsmapWriter([[0x41]: [0x61], [0x65, 0x301]: [0xE9]]).bytes)
        proto.specifications = [(2, trainer.bytes), (3, normalizer.bytes)]
        return proto.encoded
    }

    private static let bpe = #"""
        {"version":"1.0","truncation":{"max_length":5,"strategy":"LongestFirst","stride":1},
        "padding":{"strategy":{"Fixed":6},"direction":"Right","pad_to_multiple_of":2,"pad_id":0,"pad_type_id":0,"pad_token":"a"},
        "added_tokens":[{"id":6,"content":"<s>","single_word":false,"lstrip":true,"rstrip":false,"normalized":false,"special":true}],
        "normalizer":{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Replace","pattern":{"Regex":"h+"},"content":"b"}]},
        "pre_tokenizer":{"type":"Split","pattern":{"String":" "},"behavior":"Removed","invert":false},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
        "pair":[],"special_tokens":{"<s>":{"id":"<s>","ids":[6],"tokens":["<s>"]}}},
        "decoder":{"type":"Sequence","decoders":[{"type":"ByteFallback"},{"type":"Strip","content":"a","start":1,"stop":1}]},
        "model":{"type":"BPE","unk_token":"?","fuse_unk":true,"vocab":{"?":0,"a":1,"b":2,"ab":3,"é":4,"abé":5},"merges":[["a","b"],["ab","é"]]}}
        """#
    private static let unigram = #"""
        {"normalizer":{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true},
        "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
        "decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"always","split":true},
        "model":{"type":"Unigram","unk_id":0,"byte_fallback":false,"vocab":[["?",0.0],["▁",-1.0],["a",-2.5],["▁a",-3.0],["é",-1e3]]}}
        """#
    private static let wordPiece = #"""
        {"pre_tokenizer":{"type":"BertPreTokenizer"},"decoder":{"type":"WordPiece","prefix":"##","cleanup":true},
        "post_processor":{"type":"BertProcessing","sep":["b",2],"cls":["a",1]},"model":{"type":"WordPiece","unk_token":"?",
        "continuing_subword_prefix":"##","max_input_chars_per_word":9,"vocab":{"?":0,"a":1,"b":2,"##b":3}}}
        """#

    /// Each kind of file: a name and contents.
    private static let files: [(name: String, bytes: [UInt8])] = {
        let byteLevel = JSONObject([
            .init("pre_tokenizer", TokenizerLayout(pattern: .cl100k).preTokenizer),
            .init("decoder", TokenizerLayout(pattern: .cl100k).decoder),
            .init(
                "model",
                (try? JSONValue.parse(#"{"type":"BPE","vocab":{"a":0,"b":1,"ab":2,"Ġ":3},"merges":["a b"]}"#)) ?? .null),
        ])
        return [
            ("bpe.json", Array(bpe.utf8)), ("unigram.json", Array(unigram.utf8)),
            ("wordpiece.json", Array(wordPiece.utf8)),
            ("level.json", Array(JSONValue.object(byteLevel).text.utf8)),
            ("x-vocab.json", Array(#"{"a":0,"b":1,"ab":2,"<|endoftext|>":3}"#.utf8)),
            ("gpt2.tiktoken", Array("IQ== 0\nIg== 1\nYQ== 3\nYWE= 5\n".utf8)),
            ("vocab.txt", Array("[UNK]\na\n##b\n[CLS]\n[SEP]\n".utf8)),
            ("unigram.model", model(.unigram)), ("bpe.model", model(.bpe)), ("char.model", model(.char, bytes: true)),
            ("word.model", model(.word)),
        ]
    }()

    /// Loads a file and, if that goes well, does everything with it.
    ///
    /// - Returns: whether it went well.
    @discardableResult
    private func attempt(_ name: String, _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws
        -> Bool
    {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        do throws(DataError) {
            let tokenizer = try TokenizerFile.load(path: path)
            let cache = EncodingCache()
            for text in ["", "the ab aab\u{E9} e\u{301}A <s>\n<sep>h漢", " "] {
                var (ids, ranges): ([Int32], [Range<Int>]) = ([], [])
                tokenizer.encode(Array(text.utf8).span, cache: cache, into: &ids, ranges: &ranges)
                _ = tokenizer.frame(ids)
                _ = try tokenizer.decode(ids)
                #expect(ids.count == ranges.count, sourceLocation: sourceLocation)
            }
            // Written files are synced to the disk, which takes its time.
            for kind in bytes.count % 8 > 0 ? [] : ["o.json", "o.model", "gpt2.tiktoken", "o-vocab.json", "vocab.txt"] {
                try? FileManager.default.createDirectory(atPath: folder + "/written", withIntermediateDirectories: true)
                do throws(DataError) { _ = try tokenizer.write(to: "\(folder)/written/\(kind)") } catch {
                    #expect(!"\(error)".contains("\n"), "\(error)", sourceLocation: sourceLocation)
                }
            }
            return true
        } catch {
            let message = "\(error)"
            #expect(message.contains(folder) && !message.contains("\n"), "\(message)", sourceLocation: sourceLocation)
            return false
        }
    }

    init() throws { try Data("#version: 0.2\na b\n".utf8).write(to: URL(filePath: folder + "/x-merges.txt")) }

    @Test func wholeFilesAreRead() throws {
        for (name, bytes) in Self.files { #expect(try attempt(name, bytes), "\(name)") }
    }

    @Test(arguments: files.indices) func filesCutShortAtAnyByteAreRefusedOrWork(number: Int) throws {
        let (name, bytes) = Self.files[number]
        var refused = 0
        for length in 0..<bytes.count where length < 3000 || length % 37 == 0 {
            if try !attempt(name, Array(bytes[..<length])) { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test(arguments: files.indices) func filesWithBytesChangedAreRefusedOrWork(number: Int) throws {
        let (name, bytes) = Self.files[number]
        var random = Philox(key: 40, counter: (0, UInt64(number)))
        var refused = 0
        for _ in 0..<600 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1..<4, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
                case 1: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 2: changed.remove(at: place)
                default: changed.insert(changed[Int.random(in: 0..<changed.count, using: &random)], at: place)
                }
            }
            if try !attempt(name, changed) { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test(arguments: [
        ("a.json", [UInt8](), "empty"), ("a.model", [], "empty"),
        ("a.json", [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "byte order mark"),
        ("a.json", [0xFF, 0xFE, 0x7B, 0], "UTF-16"), ("vocab.txt", [0xFE, 0xFF, 0, 0x5B], "UTF-16"),
        ("vocab.txt", Array("[UNK]\n\u{FF}".utf8.dropLast()), "UTF-8"), ("a.bin", Array("abc".utf8), "known"),
        ("a.model", Array("{}".utf8), "model"), ("vocab.json", Array("[]".utf8), "model"),
        ("gpt2.tiktoken", Array("\nIQ== 0".utf8), "base64"),
        ("gpt2.tiktoken", Array("IQ== 99999999999999999999".utf8), "rank"),
        ("b.json", Array(#"{"model":{"type":"BPE"}}"#.utf8), "vocab"),
    ]) func whatIsWrongIsNamed(name: String, bytes: [UInt8], cause: String) throws {
        let path = "\(folder)/\(name)"
        try Data(bytes).write(to: URL(filePath: path))
        let error = #expect(throws: DataError.self) { _ = try TokenizerFile.load(path: path) }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains(cause) && message.contains(path), "\(message)")
    }

    @Test func nestingWithoutEndIsRefused() throws {
        for unit in ["[", #"{"model":"#, #"{"model":["#] {
            let path = folder + "/deep.json"
            try Data(String(repeating: unit, count: 100_000_000 / unit.utf8.count).utf8).write(to: URL(filePath: path))
            let error = #expect(throws: DataError.self) { _ = try TokenizerFile.load(path: path) }
            #expect(error.map { "\($0)" }?.contains("deep") == true)
        }
    }

    private static func charsmap(_ change: (inout [UInt8]) -> Void) -> [UInt8] {
        var blob = CharsmapWriter([[0x41]: [0x61], [0x65, 0x301]: [0xE9]]).bytes
        change(&blob)
        return blob
    }

    /// A charsmap whose trie leads out of itself or out of the replacements is refused; whatever is left may be used.
    @Test func charsmapsLeadNowhereElse() throws {
        let whole = Self.charsmap { _ in }
        #expect(try Charsmap(whole, file: "f").encoded == whole)
        for change: @Sendable (inout [UInt8]) -> Void in [
            { $0 = Array($0[..<3]) }, { $0[0] = 1 }, { $0[3] = 0xFF }, { $0.removeLast() }, { $0[4] = 1 },
            { $0.replaceSubrange(4..<8, with: [0, 0xFC, 0xFF, 0xFF]) }, { $0 = [0, 0, 0, 0, 0] },
        ] {
            let blob = Self.charsmap(change)
            let error = #expect(throws: DataError.self) { _ = try Charsmap(blob, file: "f") }
            #expect(error.map { "\($0)" }?.contains("charsmap") == true)
        }
        var random = Philox(key: 9, counter: (0, 0))
        var read = 0
        for _ in 0..<20_000 {
            let blob = Self.charsmap { blob in
                let place = Int.random(in: 4..<blob.count, using: &random)
                blob[place] = UInt8.random(in: 0...255, using: &random)
            }
            guard let map = try? Charsmap(blob, file: "f") else { continue }
            read += 1
            for text in ["Ae\u{301}A", "e\u{300}", "\0A"] {
                var place = Array(text.utf8)[...]
                while !place.isEmpty { place = place.dropFirst(max(1, map.longest(place)?.length ?? 1)) }
                var aligned = AlignedText(Array(text.utf8).span)
                map.apply(&aligned)
            }
        }
        #expect(read > 0 && read < 20_000)
    }

    /// What sentencepiece 0.2.3 refuses.
    @Test(arguments: [
        ("is empty", "", Float(0), SentencePieceProto.PieceType.normal), ("score", "x", .nan, .normal),
        ("score", "x", -.infinity, .normal), ("zero byte", "x\0", 0, .normal), ("byte", "<0x00>", 0, .byte),
        ("longer", String(repeating: "x", count: 8000), 0, .normal), ("twice", "the", 0, .normal),
        ("one unknown", "u", 0, .unknown),
    ]) func piecesThatNoModelHasAreRefused(
        cause: String, name: String, score: Float, type: SentencePieceProto.PieceType
    ) throws {
        var proto = try SentencePieceProto(Self.model(.unigram), file: "m")
        proto.pieces.append(.init(name: Array(name.utf8), score: score, type: type))
        let bytes = proto.encoded
        let error = #expect(throws: DataError.self) {
            _ = try SentencePiece(try SentencePieceProto(bytes, file: "m.model"), file: "m.model")
        }
        let message = error.map { "\($0)" } ?? ""
        #expect(message.contains(cause) && message.contains("m.model"), "\(message)")
    }

    /// Fields that say what we do not know, in each message of the file.
    @Test(
        arguments: [
            [0x30, 1], [0x3A, 0], [0x0A, 3, 0x20, 1, 0], [0x12, 3, 0xC0, 3, 1], [0x12, 2, 0x18, 9], [0x1A, 2, 0x38, 1],
            [0x1A, 2, 0x1A, 0], [0x08, 1], [0x00, 0],
        ] as [[UInt8]]) func unknownFieldsAreRefused(field: [UInt8]) throws
    {
        let bytes = Self.model(.bpe) + field
        let error = #expect(throws: DataError.self) { _ = try SentencePieceProto(bytes, file: "m.model") }
        #expect(error.map { "\($0)" }?.contains("m.model") == true && error.map { "\($0)" }?.contains("field") == true)
    }
}
