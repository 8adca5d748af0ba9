import Foundation
import Records
import TestSupport
import Testing

@testable import Templating

/// Against transformers, through Tests/Oracles/jinja/chat.py.
@Suite(.enabled(if: Peer.has("transformers"), "needs transformers, which `make test` installs"))
struct ChatOracleTests {
    private static let script = "Tests/Oracles/jinja/chat.py"

    private static func cases(_ arguments: [String]) throws -> [PeerCase] {
        let out = Fixtures.temporaryFolder() + "/cases.jsonl"
        try Peer.run([script, "--out", out] + arguments)
        return try PeerCase.read(out)
    }

    private static func template(_ one: PeerCase, marked: Bool = true) throws -> ChatTemplate {
        var source = one.source
        if !marked {
            source = source.replacing("generation %}", with: "if true %}").replacing("endif true", with: "endif")
            #expect(!source.contains("generation %}"))
        }
        var template = try ChatTemplate(source: source, variables: try #require(one.json["variables"]?.object))
        template.time = CivilTime("2026-01-31")
        return template
    }

    private static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// The bytes of the case's spans, which count code points.
    private static func spans(_ one: PeerCase) -> [Range<Int>] {
        let text = PythonString(one.json["output"]?.string ?? "")
        return (one.json["spans"]?.array ?? []).map { span in
            let ends = (span.array ?? []).map { text.offset(ofPoint: $0.int ?? 0) }
            return ends[0]..<ends[1]
        }
    }

    @Test func conversationsRenderAsTransformersRendersThem() throws {
        let cases = try Self.cases(["--count", "1500"])
        #expect(cases.count == 1500)
        for one in cases {
            let conversation = try Conversation(row: try #require(one.json["row"]?.object))
            let template = try Self.template(one)
            let name = "\(one.json["template"]?.string ?? "") \(one.json["row"]?.text ?? "")"
            do throws(TemplateError) {
                switch one.json["purpose"]?.string {
                case "opening":
                    let ours = Self.text(try template.renderOpen(conversation))
                    #expect(ours == one.json["output"]?.string, "\(name)")
                case let purpose:
                    let ours = try template.render(conversation, prompting: purpose == "prompt")
                    #expect(Self.text(ours.bytes) == one.json["output"]?.string, "\(name)")
                    if purpose == "training" { #expect(ours.generations == Self.spans(one), "\(name)") }
                }
            } catch {
                #expect(one.json["error"] != nil, "\(name): \(error)")
            }
        }
    }

    /// The same spans are found where the `generation` blocks are taken out of a template.
    @Test func turnsAreFoundWithoutMarks() throws {
        var found = 0
        for one in try Self.cases(["--count", "800", "--seed", "turns"]) {
            guard one.json["purpose"]?.string == "training", one.json["error"] == nil else { continue }
            // What a prompt already holds, such as reasoning left empty, is not the assistant's, but is in the marks.
            if one.json["variables"]?["enable_thinking"] == .bool(false) { continue }
            let conversation = try Conversation(row: try #require(one.json["row"]?.object))
            let text = Array((one.json["output"]?.string ?? "").utf8)
            func words(_ spans: [Range<Int>]) -> [String] {
                spans.map { Self.text(PythonString(text[$0]).stripped().bytes) }.filter { !$0.isEmpty }
            }
            let name = "\(one.json["template"]?.string ?? "") \(one.json["row"]?.text ?? "")"
            let expected = words(Self.spans(one))
            let template = try Self.template(one, marked: false)
            do throws(TemplateError) {
                let turns = try TrainedTurns(conversation, template, .all)
                #expect(turns.text == text)
                #expect(words(turns.spans) == expected, "\(name)")
                found += 1
            } catch {
                #expect(expected.isEmpty, "\(name): \(error)")
            }
        }
        #expect(found > 200)
    }

    /// Ids and masks of the command against `return_assistant_tokens_mask`.
    @Test(.enabled(if: QuernBinary.isBuilt, "needs the release binary"))
    func masksAreThoseOfTransformers() throws {
        let folder = Fixtures.temporaryFolder()
        let cases = try Self.cases(["--count", "300", "--seed", "masks", "--masks", folder])
        try #"{"bos_token": "<s>", "eos_token": {"content": "</s>"}}"#
            .write(toFile: folder + "/tokenizer_config.json", atomically: true, encoding: .utf8)
        var compared = 0
        for (name, group) in Dictionary(grouping: cases, by: { $0.json["template"]?.string ?? "" }) {
            let good = group.filter { $0.json["mask"]?.array?.contains { $0.int == 1 } ?? false }
            let path = folder + "/" + (name.hasSuffix(".jinja") ? name : name + ".jinja")
            try (group.first?.source ?? "").write(toFile: path, atomically: true, encoding: .utf8)
            let rows = good.map { one in
                var row = one.json["row"]?.object ?? JSONObject()
                row["chat_template_kwargs"] = one.json["variables"]
                return JSONValue.object(row).text + "\n"
            }
            let outcome = try QuernBinary.run(
                [
                    "template", "chat", "--template", path, "--tokenizer", folder + "/tokenizer.json", "--date",
                    "2026-01-31",
                ],
                input: rows.joined())
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == good.count, "\(name): \(outcome.errors)")
            for (line, one) in zip(lines, good) {
                let ours = try JSONValue.parse(String(line))
                #expect(ours["ids"] == one.json["ids"], "\(name)")
                let mask = ours["labels"]?.array?.map { $0.int == -100 ? 0 : 1 }
                #expect(
                    mask == one.json["mask"]?.array?.map { $0.int ?? -1 }, "\(name): \(one.json["row"]?.text ?? "")")
                compared += 1
            }
        }
        #expect(compared > 150)
    }
}
