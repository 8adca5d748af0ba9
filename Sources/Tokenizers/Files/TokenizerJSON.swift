internal import Foundation
package import Records

/// Hugging Face's `tokenizer.json`, version 1.0, of byte-level BPE with GPT-2's pre-tokenisation. A file that asks for
/// anything else is refused by the name of what it asks for.
package enum TokenizerJSON {
    package static func load(path: String) throws(DataError) -> Tokenizer {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataError("cannot read the tokenizer", file: path, mend: "check the path")
        }
        return try read([UInt8](data), file: path)
    }

    /// - Throws: `DataError` naming the component that is not supported, or what is damaged.
    package static func read(_ bytes: [UInt8], file: String) throws(DataError) -> Tokenizer {
        let root = try JSONValue.parse(bytes, file: file)
        func refuse(_ what: String) -> DataError {
            DataError(
                what, file: file, mend: "byte-level BPE with the ByteLevel pre-tokenizer is what can be read today")
        }
        for part in ["truncation", "padding", "normalizer"] {
            if let value = root[part], value != .null { throw refuse("the \(part) \(name(value)) is not supported") }
        }
        for part in ["pre_tokenizer", "decoder"] {
            guard let value = root[part], value["type"]?.string == "ByteLevel" else {
                throw refuse("the \(part) \(root[part].map(name) ?? "that is missing") is not supported")
            }
        }
        if root["pre_tokenizer"]?["add_prefix_space"]?.bool == true {
            throw refuse("add_prefix_space is not supported")
        }
        if root["pre_tokenizer"]?["use_regex"]?.bool == false { throw refuse("use_regex: false is not supported") }
        if let post = root["post_processor"], post != .null, post["type"]?.string != "ByteLevel" {
            throw refuse("the post_processor \(name(post)) is not supported")
        }
        guard let model = root["model"] else { throw refuse("there is no model") }
        guard model["type"]?.string ?? "BPE" == "BPE" else { throw refuse("the model \(name(model)) is not supported") }
        for part in ["dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix"] {
            if let value = model[part], value != .null, value != .string("") {
                throw refuse("the model's \(part) is not supported")
            }
        }
        for part in ["fuse_unk", "byte_fallback", "ignore_merges"] where model[part]?.bool == true {
            throw refuse("the model's \(part) is not supported")
        }
        return try TokenizerParts(root: root, model: model, file: file).tokenizer()
    }

    private static func name(_ component: JSONValue) -> String { "'\(component["type"]?.string ?? component.text)'" }

    /// The file as Hugging Face tokenizers writes it, but for white space.
    package static func write(_ tokenizer: Tokenizer) -> [UInt8] {
        var out = Array(#"{"version":"1.0","truncation":null,"padding":null,"added_tokens":["#.utf8)
        let tokens = tokenizer.model.vocabulary.tokens
        for (index, id) in tokenizer.specialIDs.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            out.append(contentsOf: #"{"id":\#(id),"content":"#.utf8)
            JSONText.appendString(tokens.string(Int(id)), to: &out)
            out.append(
                contentsOf: #","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}"#
                    .utf8)
        }
        let level = #"{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}"#
        out.append(
            contentsOf: #"],"normalizer":null,"pre_tokenizer":\#(level),"post_processor":null,"decoder":\#(level),"#
                .utf8)
        out.append(
            contentsOf: #""model":{"type":"BPE","dropout":null,"unk_token":null,"continuing_subword_prefix":null,"#.utf8
        )
        out.append(
            contentsOf: #""end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,"ignore_merges":false,"#.utf8
        )
        appendModel(tokenizer, to: &out)
        out.append(contentsOf: "}}\n".utf8)
        return out
    }

    private static func appendModel(_ tokenizer: Tokenizer, to out: inout [UInt8]) {
        let tokens = tokenizer.model.vocabulary.tokens
        func text(_ id: Int) -> String {
            tokenizer.specialIDs.contains(Int32(id)) ? tokens.string(id) : ByteAlphabet.text(tokens[id])
        }
        out.append(contentsOf: #""vocab":{"#.utf8)
        for id in 0..<tokens.count {
            if id > 0 { out.append(UInt8(ascii: ",")) }
            JSONText.appendString(text(id), to: &out)
            out.append(contentsOf: ":\(id)".utf8)
        }
        out.append(contentsOf: #"},"merges":["#.utf8)
        for (rank, merge) in tokenizer.model.merges.enumerated() {
            out.append(contentsOf: (rank > 0 ? ",[" : "[").utf8)
            JSONText.appendString(text(Int(merge.pair.first)), to: &out)
            out.append(UInt8(ascii: ","))
            JSONText.appendString(text(Int(merge.pair.second)), to: &out)
            out.append(UInt8(ascii: "]"))
        }
        out.append(UInt8(ascii: "]"))
    }
}
