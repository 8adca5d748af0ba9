import Records
import Testing

@testable import Tokenizers

/// Files that are read without a tree against the tree of the same file.
@Suite struct ScannedModelTests {
    private static func file(_ model: String, added: String = "[]", after: String = "") -> [UInt8] {
        let level = #"{"type":"ByteLevel","add_prefix_space":false}"#
        let before = #"{"version":"1.0","added_tokens":\#(added),"pre_tokenizer":\#(level),"model":"#
        return Array((before + model + after + "}").utf8)
    }

    private static func tree(_ bytes: [UInt8]) throws -> Tokenizer {
        try TokenizerFileReader(root: try JSONValue.parse(bytes, file: "t"), file: "t").tokenizer()
    }

    private static let vocab = #""vocab":{"a":0,"b":1,"\u0120":2,"Ã":3,"\"":4,"ab":5,"Ġa":6,"\"Ã":7,"abĠa":8}"#
    private static let end = #"{"id":9,"content":"<end>","special":true}"#

    private static let usual: [(model: String, added: String)] = [
        (#"{"type":"BPE",\#(vocab),"merges":[["a","b"],["\u0120","a"],["\"","Ã"],["ab","Ġa"]]}"#, "[]"),
        (#"{\#(vocab), "merges" : [ "a b" , "\u0120 a","\" \u00c3","ab Ġa" ] , "ignore_merges":true }"#, "[\(end)]"),
        // Out of the order of ids, and a pair twice.
        (#"{\#(vocab),"merges":["Ġ a",["a","b"],"ab Ġa","\" Ã","Ġ a"]}"#, #"[{"id":3,"content":"Ã"},\#(end)]"#),
        (#"{\#(vocab),"merges":[ ]}"#, "[\(end)]"), (#"{"vocab":{ },"merges":[]}"#, "[]"),
    ]

    @Test(arguments: usual.indices) func whatIsScannedIsWhatTheTreeHolds(number: Int) throws {
        let bytes = Self.file(Self.usual[number].model, added: Self.usual[number].added)
        let scanned = try #require(TokenizerFileReader.scan(bytes, file: "t"))
        let expected = try Self.tree(bytes)
        #expect(try TokenizerJSON.write(scanned) == TokenizerJSON.write(expected))
        let cache = (EncodingCache(), EncodingCache())
        for text in ["ab ab a", "\"é<end>ab", "bba  a\"Ã", "éé"] {
            var ids: ([Int32], [Int32]) = ([], [])
            scanned.encode(Array(text.utf8).span, cache: cache.0, into: &ids.0)
            expected.encode(Array(text.utf8).span, cache: cache.1, into: &ids.1)
            #expect(ids.0 == ids.1 && (number == 4 || !ids.0.isEmpty), "\(text)")
        }
    }

    private static let others: [[UInt8]] =
        [
            // Ids with gaps or in another order, names twice, merges first, the first line of a merges.txt.
            file(#"{"vocab":{"a":0,"b":2},"merges":[]}"#), file(#"{"vocab":{"b":1,"a":0},"merges":[]}"#),
            file(#"{"vocab":{"a":0,"a":1},"merges":[]}"#), file(#"{"merges":[],"vocab":{"a":0}}"#),
            file(##"{"vocab":{"#version:":0,"0":1,"#version:0":2},"merges":["#version: 0"]}"##),
            file(#"{"vocab":{"a":0},"merges":[],"merges":[]}"#), file(#"{"vocab":{"a":0},"vocab":{},"merges":[]}"#),
            file(#"{"vocab":{"a":0},"merges":[]}"#, after: #","model":{"vocab":{},"merges":[]}"#),
            // Damaged, or of another kind.
            file(#"{"vocab":{"a":0.0},"merges":[]}"#), file(#"{"vocab":{"a":-0},"merges":[]}"#),
            file(#"{"vocab":{"a":"0"},"merges":[]}"#), file(#"{"vocab":{"a":00},"merges":[]}"#),
            file(#"{"vocab":{"a":0,},"merges":[]}"#), file(#"{"vocab":{"中":0},"merges":[]}"#),
            file(#"{"vocab":[["a",0]],"merges":[]}"#), file(#"{"vocab":{"a":0},"merges":{}}"#),
            file(#"{"vocab":{"a":0}}"#), file(#"{"vocab":{"a":0},"merges":[]}"#, after: "}"),
            file(#"{"vocab":{"a":0},"merges":[]}"#, after: #","colour":1"#),
            file(#"{"vocab":{"a":0},"merges":[],"colour":1}"#),
            file(#"{"vocab":{"a":0},"merges":[]}"#, added: #"[{"id":2,"content":"x"}]"#),
            file(#"{"vocab":{"a":0},"merges":[]}"#, added: #"[{"id":1,"content":"a"}]"#),
        ]
        + [
            #""a a","#, #""a a" "a a""#, #""a""#, #""aa""#, #""a a a""#, #"" a""#, #""a  a""#, #"["a"]"#,
            #"["a","a","a"]"#,
            #"["a","b"]"#, #"["aa","a"]"#, #"["a",1]"#, #"["a","a",]"#, #"[]"#, "1", "null", #"{"a":"a"}"#,
            #"["a" "a"]"#,
            #"["a","\x"]"#,
        ].map { file(#"{"vocab":{"a":0,"aa":1},"merges":[\#($0)]}"#) }

    /// The tree takes them or says what is wrong.
    @Test(arguments: others) func othersAreLeftToTheTree(bytes: [UInt8]) {
        #expect(TokenizerFileReader.scan(bytes, file: "t") == nil, "\(String(decoding: bytes, as: UTF8.self))")
    }

    @Test func everyCutOfAFileIsLeftToTheTree() {
        let whole = Self.file(Self.usual[1].model, added: Self.usual[1].added)
        for count in whole.indices { #expect(TokenizerFileReader.scan(Array(whole[..<count]), file: "t") == nil) }
    }
}
