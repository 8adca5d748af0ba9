import Foundation
import Records
import TestSupport
import Testing

@Suite(.enabled(if: QuernBinary.isBuilt, "needs the release binary"))
struct ChatCommandTests {
    private static let rows = """
        {"id": "short", "messages": [{"role": "user", "content": "the corn"}, {"role": "assistant", "content": "ground"}]}
        {"id": "none", "messages": [{"role": "user", "content": "the mill"}]}
        not JSON
        {"id": "long", "messages": [{"role": "user", "content": "\(String(repeating: "corn ", count: 60))"}, \
        {"role": "assistant", "content": "é"}]}

        """

    private func run(_ arguments: [String]) throws -> QuernBinary.Outcome {
        let template = Fixtures.root + "/Templates/Chat/chatml.jinja"
        return try QuernBinary.run(["template", "chat", "--template", template] + arguments, input: Self.rows)
    }

    private func trainedTokenizer() throws -> String {
        let folder = Fixtures.temporaryFolder()
        try "the mill grinds the corn and the corn is ground\n"
            .write(toFile: folder + "/text.txt", atomically: true, encoding: .utf8)
        let specials = ["<|im_start|>", "<|im_end|>"].flatMap { ["--special", $0] }
        let outcome = try QuernBinary.run(
            ["tokenizer", "train", folder + "/text.txt", "--model", "bpe", "--vocab-size", "280", "-o", folder + "/t"]
                + specials)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return folder + "/t/tokenizer/tokenizer.json"
    }

    /// Bad records are told of; those around them are written.
    @Test func spansCountCharacters() throws {
        let outcome = try run([])
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("record 'none'") && outcome.errors.contains("2 failed"))
        let lines = try outcome.output.split(separator: "\n").map { try JSONValue.parse(String($0)) }
        #expect(lines.map { $0["id"]?.string } == ["short", "long"])
        for (line, words) in zip(lines, ["ground<|im_end|>", "é<|im_end|>"]) {
            let text = Array((line["text"]?.string ?? "").unicodeScalars)
            let span = line["spans"]?.array?.first?.array?.compactMap(\.int) ?? []
            #expect(String(String.UnicodeScalarView(text[span[0]..<span[1]])) == words)
        }
    }

    /// huggingface/trl#3927, #6025: rows of which truncation leaves nothing to train on go, and are counted.
    @Test func rowsCutToNothingAreCounted() throws {
        let tokenizer = try trainedTokenizer()
        let all = try run(["--tokenizer", tokenizer])
        #expect(all.output.split(separator: "\n").count == 2)
        let outcome = try run(["--tokenizer", tokenizer, "--max-length", "40"])
        let lines = try outcome.output.split(separator: "\n").map { try JSONValue.parse(String($0)) }
        #expect(lines.map { $0["id"]?.string } == ["short"])
        #expect(outcome.errors.contains("1 left out"))
        let labels = lines.first?["labels"]?.array?.compactMap(\.int) ?? []
        #expect(labels.contains { $0 != -100 } && labels.count == lines.first?["ids"]?.array?.count)
    }

    /// What is trained, decoded, is what the assistant said.
    @Test func masksDecodeToTheTurns() throws {
        let tokenizer = try trainedTokenizer()
        let outcome = try run(["--tokenizer", tokenizer])
        let ids = try outcome.output.split(separator: "\n").map { line in
            let labels = try JSONValue.parse(String(line))["labels"]?.array?.compactMap(\.int) ?? []
            return labels.filter { $0 != -100 }.map(String.init).joined(separator: " ")
        }
        let decoded = try QuernBinary.run(
            ["tokenizer", "decode", "--tokenizer", tokenizer], input: ids.joined(separator: "\n") + "\n")
        #expect(decoded.output.contains("ground") && decoded.output.contains("é"), "\(decoded.errors)")
        #expect(!decoded.output.contains("corn") && !decoded.output.contains("assistant"))
    }

    @Test func promptsAndColours() throws {
        let prompts = try run(["--add-generation-prompt"])
        #expect(prompts.output.contains(#"<|im_start|>assistant\n"}"#))
        let open = try run(["--continue-final-message"])
        #expect(open.output.contains(#"<|im_start|>assistant\nground"}"#))
        let shown = try run(["--show"])
        #expect(shown.output.contains("\u{1B}[1;32mground<|im_end|>\u{1B}[0m"))
    }

    @Test func faultsOfTheTemplateAreOneLine() throws {
        let folder = Fixtures.temporaryFolder()
        for (name, text, fault) in [
            ("broken.jinja", "{% if %}", "broken.jinja:1"), ("empty.json", "{}", "no chat_template"),
            ("bad.json", "{", "bad.json"), ("named.json", #"{"chat_template": [{"name": "x"}]}"#, "default"),
        ] {
            let path = folder + "/" + name
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let outcome = try QuernBinary.run(["template", "chat", "--template", path], input: Self.rows)
            #expect(outcome.status == 1 && outcome.errors.contains(fault), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1)
        }
        let missing = try QuernBinary.run(["template", "chat", "--template", folder], input: Self.rows)
        #expect(missing.errors.contains("no chat template"))
    }

    /// A model's folder: its special tokens, and another template where there are tools.
    @Test func modelFoldersAreRead() throws {
        let folder = Fixtures.temporaryFolder()
        let config = #"""
            {"bos_token": {"content": "<S>"}, "eos_token": "</S>", "pad_token": null, "chat_template": [
            {"name": "default", "template": "{{ bos_token }}{% for m in messages %}{{ m.role }}:{{ m.content }}{{ eos_token }}{% endfor %}"},
            {"name": "tool_use", "template": "{{ tools[0].name }}{% for m in messages %}{{ m.role }}:{{ m.content }}{% endfor %}"}]}
            """#
        try config.write(toFile: folder + "/tokenizer_config.json", atomically: true, encoding: .utf8)
        let row =
            #"{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}], "tools": TOOLS}"#
        let rows = ["null", #"[{"name": "f"}]"#].map { row.replacing("TOOLS", with: $0) + "\n" }
        let outcome = try QuernBinary.run(["template", "chat", "--template", folder], input: rows.joined())
        #expect(
            outcome.output.contains(#""text":"<S>user:a</S>assistant:b</S>","spans":[[23,28]]"#), "\(outcome.output)")
        #expect(outcome.output.contains(#""text":"fuser:aassistant:b""#))
    }
}
