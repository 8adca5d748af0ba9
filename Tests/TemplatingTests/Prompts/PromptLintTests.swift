import Records
import Testing

@testable import Templating

@Suite struct PromptLintTests {
    private static func rows() -> [PythonDict] {
        (0..<40).map(row)
    }

    private static func row(_ index: Int) -> PythonDict {
        let row = PythonDict()
        row.set("text", .text("sentence number \(index), which is \(index % 2 == 0 ? "fine" : "poor") and long"))
        row.set("label", .int(index % 2))
        row.set("word", .text("number \(index)"))
        return row
    }

    private static let metadata = PromptTemplate.Metadata(
        choicesInPrompt: false, languages: ["en"], metrics: ["Accuracy"], originalTask: true)

    private func rules(
        _ jinja: String, choices: String? = nil, _ metadata: PromptTemplate.Metadata = metadata,
        rows: [PythonDict] = rows()
    ) -> [PromptFinding.Rule] {
        let template = PromptTemplate(id: "1", name: "t", jinja: jinja, answerChoices: choices, metadata: metadata)
        return PromptLint(rows: rows).findings(in: PromptCollection(dataset: "d", templates: [template])).map(\.rule)
    }

    @Test func goodTemplatesPass() {
        #expect(rules("{{ text }} Is it good?\n|||\n{{ answer_choices[label] }}", choices: "yes ||| no") == [])
        #expect(rules("{{ text }} Which number? ||| {{ word }}") == [], "an answer found in the text is no leak")
    }

    @Test func faultsOfTheTemplateAlone() {
        #expect(rules("{{ text", rows: []) == [.error, .separators])
        #expect(rules("{{ text }}", rows: []) == [.separators])
        #expect(rules("{{ text }} ||| {{ answer_choices[0] }}", rows: []) == [.choices])
        #expect(rules("{{ text }} ||| a", .init(), rows: []) == [.metadata, .metadata])
    }

    @Test func undefinedFields() {
        #expect(rules("{{ text }} {{ titel }} ||| {{ word }}") == [.undefinedField])
        #expect(rules("{% set title = text %}{{ title }} {{ range(2) | list }} ||| {{ word }}") == [])
    }

    @Test func unbalancedSeparators() {
        #expect(rules("{{ text }} ||| {{ word }}{% if label %} ||| x{% endif %}") == [.separators])
        #expect(rules("{% if label > 1 %}{{ text }} ||| {{ word }}{% endif %}") == [.separators])
        #expect(rules("{% if label %}{{ text }} ||| {{ word }}{% endif %}") == [], "rows may be skipped")
    }

    @Test func leaks() {
        let told = "{{ text }} It is {{ answer_choices[label] }}, isn't it? ||| {{ answer_choices[label] }}"
        #expect(rules(told, choices: "good ||| bad") == [.leak])
        #expect(rules("{{ text }} {{ word }} ||| {{ word }}") == [.leak])
        let shown = "{{ text }} good or bad? ||| {{ answer_choices[label] }}"
        let metadata = PromptTemplate.Metadata(
            choicesInPrompt: true, languages: ["en"], metrics: ["Accuracy"], originalTask: true)
        #expect(rules(shown, choices: "good ||| bad", metadata) == [])
        #expect(rules(shown, choices: "good ||| bad") == [.metadata])
    }

    @Test func unreachableChoices() {
        let target = "{{ text }} ||| {{ answer_choices[label] }}"
        #expect(rules(target, choices: "yes ||| no ||| maybe") == [.choices])
        #expect(
            rules("{{ text }} ||| {{ answer_choices[label] | upper }}", choices: "YES ||| no") == [.choices, .choices])
    }

    @Test func duplicates() {
        let one = PromptTemplate(id: "1", name: "a", jinja: "{{ text }} ||| b", metadata: Self.metadata)
        let two = PromptTemplate(id: "2", name: "b", jinja: "{{ text }}\n||| b ", metadata: Self.metadata)
        let three = PromptTemplate(id: "1", name: "a", jinja: "x ||| y", metadata: Self.metadata)
        let findings = PromptLint(rows: []).findings(in: PromptCollection(dataset: "d", templates: [one, two, three]))
        #expect(findings.map(\.rule) == [.duplicate, .duplicate, .duplicate])
        #expect(findings.map(\.template) == ["b", "a", "a"])
    }

    @Test func failuresOnRowsAreTold() {
        #expect(rules("{{ text + 1 }} ||| b") == [.error])
    }
}
