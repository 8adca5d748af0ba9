import Foundation
import Records
import TestSupport
import Testing

@testable import Tokenizers

/// Every member and setting of a tokenizer.json: read as Hugging Face tokenizers reads it, or refused by its name.
struct TokenizerFileTests {
    private static let peer = Peer.has("tokenizers")
    private let folder = Fixtures.temporaryFolder()
    private let script = Fixtures.root + "/Tests/Oracles/tokenizers/components.py"

    private static let model =
        #"{"type":"BPE","unk_token":"?","vocab":{"?":0,"a":1,"b":2,"ab":3,"▁":4,"▁a":5,"[S]":6,"é":7,"e\u0301":8,"@a":9,"B":10},"#
        + #""merges":[["▁","a"],["a","b"]]}"#

    /// A whole file with one of its members replaced.
    private static func file(_ members: [(name: String, json: String)]) throws -> [UInt8] {
        var whole = JSONObject([
            .init("version", .string("1.0")), .init("truncation", .null), .init("padding", .null),
            .init("added_tokens", .array([])), .init("normalizer", .null), .init("pre_tokenizer", .null),
            .init("post_processor", .null), .init("decoder", .null), .init("model", try JSONValue.parse(model)),
        ])
        for (name, json) in members { whole[name] = try JSONValue.parse(json) }
        return Array(JSONValue.object(whole).text.utf8)
    }

    private func write(_ value: some Encodable, as name: String) throws -> String {
        try JSONEncoder().encode(value).write(to: URL(filePath: "\(folder)/\(name)"))
        return "\(folder)/\(name)"
    }

    private static let read: [(name: String, json: String)] = [
        // As older files have them, without a type.
        ("normalizer", #"{"clean_text":true,"handle_chinese_chars":true,"strip_accents":null,"lowercase":true}"#),
        ("normalizer", #"{"strip_left":true,"strip_right":false}"#), ("normalizer", #"{"prepend":"b"}"#),
        ("normalizer", #"{"pattern":{"String":" "},"content":"▁"}"#),
        ("pre_tokenizer", #"{"type":"Metaspace","replacement":"▁","add_prefix_space":true,"str_rep":"▁"}"#),
        ("pre_tokenizer", #"{"type":"Metaspace","replacement":"▁","add_prefix_space":true,"prepend_scheme":"first"}"#),
        ("pre_tokenizer", #"{"type":"Metaspace","replacement":"▁","add_prefix_space":false,"prepend_scheme":"never"}"#),
        ("pre_tokenizer", #"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true}"#),
        ("pre_tokenizer", #"{"type":"FixedLength"}"#), ("pre_tokenizer", #"{"type":"FixedLength","length":1}"#),
        ("pre_tokenizer", #"{"type":"Punctuation"}"#),
        ("pre_tokenizer", #"{"type":"CharDelimiterSplit","delimiter":"b"}"#),
        ("post_processor", #"{"sep":["[S]",6],"cls":["a",1]}"#),
        ("post_processor", #"{"sep":["[S]",6],"cls":["a",1],"trim_offsets":true,"add_prefix_space":false}"#),
        ("post_processor", #"{"type":"BertProcessing","sep":["[S]",6],"cls":["a",1]}"#),
        (
            "post_processor",
            #"{"type":"RobertaProcessing","sep":["[S]",6],"cls":["a",1],"trim_offsets":true,"add_prefix_space":true}"#
        ),
        ("post_processor", #"{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false,"use_regex":true}"#),
        (
            "post_processor",
            #"{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x","type_id":0}},{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"y","type_id":1}},{"SpecialToken":{"id":"x","type_id":1}}],"pair":[{"Sequence":{"id":"A","type_id":0}},{"SpecialToken":{"id":"y","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],"special_tokens":{"x":{"id":"x","ids":[6,2],"tokens":["[S]","b"]},"y":{"id":"y","ids":[1],"tokens":["a"]}}}"#
        ),
        (
            "post_processor",
            #"{"type":"Sequence","processors":[{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":false,"use_regex":true},{"type":"BertProcessing","sep":["[S]",6],"cls":["a",1]},{"type":"BertProcessing","sep":["b",2],"cls":["b",2]}]}"#
        ),
        ("truncation", #"{"max_length":3,"strategy":"LongestFirst","stride":0}"#),
        ("truncation", #"{"max_length":3,"strategy":"LongestFirst","stride":1,"direction":"Left"}"#),
        ("truncation", #"{"max_length":2,"strategy":"OnlyFirst","stride":0,"direction":"Right"}"#),
        ("truncation", #"{"max_length":0,"strategy":"LongestFirst","stride":0,"direction":"Right"}"#),
        (
            "padding",
            #"{"strategy":{"Fixed":5},"direction":"Left","pad_to_multiple_of":4,"pad_id":6,"pad_type_id":1,"pad_token":"[S]"}"#
        ),
        (
            "padding",
            #"{"strategy":"BatchLongest","direction":"Right","pad_to_multiple_of":8,"pad_id":6,"pad_type_id":0,"pad_token":"[S]"}"#
        ),
        (
            "padding",
            #"{"strategy":{"Fixed":4},"direction":"Right","pad_to_multiple_of":null,"pad_id":2,"pad_type_id":0,"pad_token":"b"}"#
        ),
        (
            "added_tokens",
            #"[{"id":6,"content":"[S]","single_word":false,"lstrip":true,"rstrip":false,"normalized":false,"special":true},{"id":11,"content":"ab a","single_word":true,"lstrip":false,"rstrip":true,"normalized":true,"special":false}]"#
        ),
        ("model", #"{"vocab":{"a":0,"b":1,"ab":2},"merges":["\u0023version: 0.2","a b"]}"#),
        ("model", #"{"type":"BPE","unk_token":null,"vocab":{"a":0,"b":1,"ab":7},"merges":["a b"]}"#),
        (
            "model",
            #"{"type":"BPE","unk_token":"b","fuse_unk":true,"byte_fallback":true,"vocab":{"a":0,"b":1,"<0xC3>":2,"<0xA9>":3},"merges":[]}"#
        ),
        ("model", #"{"type":"BPE","ignore_merges":true,"vocab":{"a":0,"b":1," ":2,"ab a":3},"merges":[]}"#),
        (
            "model",
            #"{"type":"BPE","unk_token":"b","continuing_subword_prefix":"@","end_of_word_suffix":"!","vocab":{"a":0,"b":1,"@a!":2,"@b":3,"ab":4,"aba!":5},"merges":[["a","@b"],["ab","@a!"]]}"#
        ),
        ("model", #"{"vocab":[["a",-1.0],["b",-2],["ab",-2.5],["?",-9]],"unk_id":3}"#),
        (
            "model",
            #"{"vocab":{"a":0,"?":1,"@b":2,"@a":3},"unk_token":"?","continuing_subword_prefix":"@","max_input_chars_per_word":3}"#
        ),
        ("model", #"{"vocab":{"ab a":4,"?":1},"unk_token":"?"}"#),
    ]

    private static let texts = [
        "ab a", "a", "", "  ab[S] a ", "é e\u{301}", "abab", "Éa B", "ab a b", "@a", "aba", "? ?",
    ]

    @Test(.enabled(if: peer, "needs tokenizers 0.23.3: make test installs it"))
    func everyMemberIsReadAsThePeerReadsIt() throws {
        let files = try Self.read.map { String(decoding: try Self.file([$0]), as: UTF8.self) }
        let answer = try Peer.run([
            script, "files", try write(files, as: "files.json"), try write(Self.texts, as: "texts.json"),
        ])
        let rows = try answer.split(separator: "\n").map {
            try JSONDecoder().decode([[Int32]]?.self, from: Data($0.utf8))
        }
        let cache = EncodingCache()
        for (file, row) in zip(files, rows) {
            let expected = try #require(row, "the peer refuses \(file)")
            let tokenizer = try TokenizerJSON.read(Array(file.utf8), file: "t")
            let again = try TokenizerJSON.read(try TokenizerJSON.write(tokenizer), file: "t written")
            for (text, ids) in zip(Self.texts, expected) {
                for tokenizer in [tokenizer, again] {
                    var own: [Int32] = []
                    tokenizer.encode(Array(text.utf8).span, cache: cache, into: &own)
                    #expect(tokenizer.frame(own) == ids, "\(text.debugDescription) by \(file)")
                }
            }
        }
        #expect(rows.count == files.count)
    }

    /// The JSON of a member, and what the error must name.
    private static let refused: [(name: String, json: String, cause: String)] = [
        ("version", #""2.0""#, "version"), ("extra", "1", "'extra'"), ("model", "null", "model"),
        ("model", "[]", "model"),
        ("model", #"{"type":"BPE","vocab":{},"merges":[],"speed":1}"#, "'speed'"),
        ("model", #"{"type":"Markov","vocab":{}}"#, "'Markov'"),
        ("model", #"{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]}"#, "id 0"),
        ("model", #"{"type":"BPE","vocab":{"a":-1},"merges":[]}"#, "'a'"),
        ("model", #"{"type":"BPE","vocab":{"a":99999999999},"merges":[]}"#, "'a'"),
        ("model", #"{"type":"BPE","vocab":{"a":1.5},"merges":[]}"#, "'a'"),
        ("model", #"{"type":"BPE","vocab":{"a":0},"merges":[["a","b"]]}"#, "merge"),
        ("model", #"{"type":"BPE","vocab":{"a":0},"merges":[["a",1]]}"#, "merge"),
        ("model", #"{"type":"BPE","vocab":{"a":0},"merges":["a  a"]}"#, "merge"),
        ("model", #"{"type":"BPE","vocab":{"a":0},"merges":{}}"#, "merges"),
        ("model", #"{"type":"BPE","vocab":[],"merges":[]}"#, "vocab"),
        ("model", #"{"type":"BPE","vocab":{"a":0},"merges":[],"fuse_unk":"yes"}"#, "fuse_unk"),
        ("model", #"{"type":"BPE","vocab":{"a":0},"merges":[],"unk_token":"u"}"#, "'u'"),
        ("model", #"{"type":"Unigram","vocab":[["a","b"]]}"#, "piece"),
        ("model", #"{"type":"Unigram","vocab":[["a"]]}"#, "piece"),
        ("model", #"{"type":"Unigram","vocab":[["a",1e999]]}"#, "a"),
        ("model", #"{"type":"Unigram","vocab":[["a",1]],"unk_id":1}"#, "unk_id"),
        ("model", #"{"type":"Unigram","vocab":[["a",1],["a",2]]}"#, "twice"),
        (
            "model", #"{"type":"WordPiece","vocab":{"a":0},"unk_token":"a","max_input_chars_per_word":-1}"#,
            "max_input_chars_per_word"
        ),
        ("normalizer", #"{"type":"NFX"}"#, "'NFX'"), ("normalizer", #"{"type":"NFC","x":1}"#, "'x'"),
        ("normalizer", #"{"kind":"NFC"}"#, "type"), ("normalizer", "7", "normalizer"),
        ("normalizer", #"{"type":"Strip","strip_left":1}"#, "strip_left"),
        ("normalizer", #"{"type":"BertNormalizer","strip_accents":"no"}"#, "strip_accents"),
        ("normalizer", #"{"type":"Replace","pattern":{"Glob":"a"},"content":"b"}"#, "pattern"),
        ("normalizer", #"{"type":"Replace","pattern":{"Regex":"("},"content":"b"}"#, "("),
        ("normalizer", #"{"type":"Precompiled","precompiled_charsmap":"!"}"#, "precompiled_charsmap"),
        ("normalizer", #"{"type":"Precompiled","precompiled_charsmap":"AAAA"}"#, "charsmap"),
        ("pre_tokenizer", #"{"type":"Split","pattern":{"String":"a"},"behavior":"Sideways"}"#, "Sideways"),
        ("pre_tokenizer", #"{"type":"FixedLength","length":0}"#, "length"),
        ("pre_tokenizer", #"{"type":"Metaspace","replacement":"ab"}"#, "replacement"),
        (
            "pre_tokenizer",
            #"{"type":"Metaspace","replacement":"a","add_prefix_space":false,"prepend_scheme":"always"}"#,
            "prepend_scheme"
        ),
        ("pre_tokenizer", #"{"type":"ByteLevel","add_prefix_space":0}"#, "add_prefix_space"),
        ("pre_tokenizer", #"{"type":"Sequence","pretokenizers":[{"type":"Whitespace","x":1}]}"#, "'x'"),
        ("decoder", #"{"type":"Strip","content":"a","start":-1}"#, "start"),
        ("decoder", #"{"type":"BPEDecoder","suffix":""}"#, "suffix"), ("decoder", #"{"type":"Fuse","x":1}"#, "'x'"),
        ("post_processor", #"{"type":"BertProcessing","sep":["[S]"],"cls":["a",1]}"#, "sep"),
        ("post_processor", #"{"type":"TemplateProcessing","single":[],"pair":[],"special_tokens":{}}"#, "template"),
        (
            "post_processor",
            #"{"type":"TemplateProcessing","single":[{"Sequence":{"id":"B","type_id":0}}],"pair":[],"special_tokens":{}}"#,
            "piece"
        ),
        (
            "post_processor",
            #"{"type":"TemplateProcessing","single":[{"Sequence":{"id":"A","type_id":0}}],"pair":[],"special_tokens":{"x":{"id":"x","ids":[1,2],"tokens":["a"]}}}"#,
            "'x'"
        ),
        ("truncation", #"{"max_length":4,"strategy":"OnlySecond","stride":0}"#, "OnlySecond"),
        ("truncation", #"{"max_length":4,"strategy":"LongestFirst","stride":4}"#, "stride"),
        ("truncation", #"{"max_length":4,"width":1}"#, "'width'"), ("truncation", #"{"max_length":-4}"#, "max_length"),
        ("padding", #"{"strategy":{"Fixed":99999999999},"pad_id":0}"#, "strategy"),
        ("padding", #"{"strategy":"Longest","pad_id":0}"#, "strategy"),
        ("padding", #"{"pad_id":0,"colour":1}"#, "'colour'"),
        ("added_tokens", "{}", "added_tokens"), ("added_tokens", #"[{"id":6}]"#, "content"),
        ("added_tokens", #"[{"id":6,"content":"[S]","bold":true}]"#, "'bold'"),
        ("added_tokens", #"[{"id":6,"content":"[S]","special":1}]"#, "special"),
        ("added_tokens", #"[{"id":12,"content":"x"}]"#, "'x'"),
        ("added_tokens", #"[{"id":11,"content":""}]"#, "content"),
    ]

    @Test(arguments: refused.indices) func whatIsNotKnownIsRefusedByItsName(number: Int) throws {
        let (name, json, cause) = Self.refused[number]
        let error = #expect(throws: DataError.self, "\(name): \(json)") {
            _ = try TokenizerJSON.read(try Self.file([(name, json)]), file: "some.json")
        }
        let message = error.map { "\($0)" } ?? ""
        #expect(
            message.contains(cause) && message.contains("some.json") && !message.contains("\n"), "\(json): \(message)")
    }

    /// A setting of the fast form of byte-level BPE is looked at, too.
    @Test(arguments: [
        (#"{"type":"ByteLevel","add_prefix_space":false,"x":1}"#, #"{"type":"BPE","vocab":{"a":0},"merges":[]}"#),
        (#"{"type":"ByteLevel","add_prefix_space":false}"#, #"{"type":"BPE","vocab":{"a":0},"merges":[],"x":1}"#),
    ]) func theFastFormIsStrict(splitter: String, model: String) throws {
        let error = #expect(throws: DataError.self) {
            _ = try TokenizerJSON.read(try Self.file([("pre_tokenizer", splitter), ("model", model)]), file: "t")
        }
        #expect(error.map { "\($0)" }?.contains("'x'") == true)
    }
}
