import Foundation
import Records
import TestSupport
import Testing

@testable import Templating

@Suite struct PromptCollectionTests {
    /// Random strings against PyYAML, through Tests/Oracles/jinja/prompt_files.py.
    @Test(.enabled(if: Peer.has("yaml"), "needs PyYAML, which `make test` installs"))
    func isWrittenAsPyYAMLWritesIt() throws {
        let out = Fixtures.temporaryFolder() + "/cases.jsonl"
        try Peer.run(["Tests/Oracles/jinja/prompt_files.py", "--count", "1500", "--out", out])
        let cases = try PeerCase.read(out)
        #expect(cases.count == 1500)
        for one in cases {
            let collection = try Self.collection(try #require(one.json["collection"]))
            let yaml = String(decoding: collection.yaml, as: UTF8.self)
            #expect(yaml == one.json["yaml"]?.string)
        }
    }

    private static func collection(_ json: JSONValue) throws -> PromptCollection {
        func texts(_ value: JSONValue?) -> [String]? { value?.array?.map { $0.string ?? "" } }
        let templates = (json["templates"]?.object?.members ?? []).map { member in
            let (template, metadata) = (member.value, member.value["metadata"])
            return PromptTemplate(
                id: member.name, name: template["name"]?.string ?? "", jinja: template["jinja"]?.string ?? "",
                answerChoices: template["answer_choices"]?.string, reference: template["reference"]?.string ?? "",
                metadata: .init(
                    choicesInPrompt: metadata?["choices_in_prompt"]?.bool, languages: texts(metadata?["languages"]),
                    metrics: texts(metadata?["metrics"]), originalTask: metadata?["original_task"]?.bool))
        }
        return PromptCollection(
            dataset: json["dataset"]?.string ?? "", subset: json["subset"]?.string, templates: templates)
    }

    @Test func selectsByMetadata() {
        let template = PromptTemplate(
            name: "a", jinja: "",
            metadata: .init(choicesInPrompt: true, languages: ["en"], metrics: ["BLEU", "ROUGE"], originalTask: false))
        var selection = PromptSelection()
        #expect(selection.matches(template))
        selection.metrics = ["ROUGE"]
        selection.languages = ["de", "en"]
        selection.originalTask = false
        #expect(selection.matches(template))
        selection.choicesInPrompt = false
        #expect(!selection.matches(template))
        selection.choicesInPrompt = nil
        selection.languages = ["de"]
        #expect(!selection.matches(template))
    }
}
