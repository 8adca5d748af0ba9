import Records
import Testing

@testable import Templating

@Suite struct PromptTemplateTests {
    private func apply(_ jinja: String, choices: String? = nil, _ row: [String: PythonValue]) throws -> [String]? {
        let context = PythonDict()
        for (name, value) in row.sorted(by: { $0.key < $1.key }) { context.set(name, value) }
        let prompt = try PromptTemplate(name: "p", jinja: jinja, answerChoices: choices).compiled()
        return try prompt.apply(context)?.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func splitsAndStrips() throws {
        let parts = try apply(
            " {{ q }} ? \n|||\n {{ answer_choices[label] }} ", choices: "no ||| yes ",
            ["q": .text("Q"), "label": .int(1)])
        #expect(parts == ["Q ?", "yes"])
    }

    @Test func onePartSkipsTheRow() throws {
        #expect(try apply("{% if label %}a ||| b{% endif %}", ["label": .int(0)]) == nil)
    }

    @Test func separatorsInTheRowStay() throws {
        let nested = PythonValue.list(PythonList([.text("x|||y"), .text("z")]))
        let parts = try apply(
            "{{ t }} {{ l | join('-') }} {{ t | length }} ||| {{ answer_choices | last }}",
            choices: "{{ l | join('|||') }}",
            ["t": .text("a|||b||||"), "l": nested])
        #expect(parts == ["a|||b|||| x|||y-z 9", "z"])
    }

    @Test func answerChoicesInTheRowAreAnError() {
        #expect(throws: TemplateError.self) { try apply("a ||| b", ["answer_choices": .none]) }
    }

    @Test func choiceFollowsTheGenerator() throws {
        let prompt = try PromptTemplate(name: "p", jinja: "{{ range(1000) | list | choice }} ||| x").compiled()
        func draw(_ seed: UInt64) throws -> [[UInt8]]? {
            try prompt.apply(PythonDict(), random: Philox(key: seed, counter: (0, 0)))
        }
        #expect(try draw(1) == draw(1))
        #expect(try draw(1) != draw(2))
    }

    private func apply(
        _ jinja: String, choices: String? = nil, _ compatibility: CompiledPrompt.Compatibility,
        _ row: [String: PythonValue]
    ) throws -> [String]? {
        let context = PythonDict()
        for (name, value) in row.sorted(by: { $0.key < $1.key }) { context.set(name, value) }
        let template = PromptTemplate(name: "p", jinja: jinja, answerChoices: choices)
        return try CompiledPrompt(template, compatibility).apply(context)?.map { String(decoding: $0, as: UTF8.self) }
    }

    /// bigscience-workshop/promptsource, promptsource/templates.py: `_escape_pipe` looks at the row's own strings only.
    @Test func nestedSeparatorsSplitAsInPromptsource() throws {
        let row: [String: PythonValue] = ["t": .text("a|||b"), "l": .list(PythonList([.text("c|||d")]))]
        #expect(try apply("{{ t }} {{ l[0] }}", .separators, row) == ["a|||b c", "d"])
        #expect(try apply("{{ t }} {{ l[0] }}", [], row) == nil)
        #expect(try apply("{{ t | length }} ||| x", .separators, row) == ["34", "x"])
        #expect(
            try apply("q ||| {{ answer_choices | join('/') }}", choices: "{{ t }} ||| {{ l[0] }}", .separators, row)
                == ["q", "a", "b/c/d"])
    }

    /// The filter binds to the last operand, as in the data made so.
    @Test func truncationIsThatOfP3() throws {
        let long = String(repeating: "w ", count: 3000)
        let row: [String: PythonValue] = ["t": .text(long)]
        let parts = try #require(try apply("{{ t }} ||| {{ t + t }}", .truncation, row))
        #expect(parts[0].count <= 2048 && parts[0].hasSuffix("..."))
        #expect(parts[1].count > 6000)
        #expect(try apply("{{ 1 }} ||| {{ [2] }}", .truncation, row) == ["1", "[2]"])
    }
}
