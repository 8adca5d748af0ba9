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
}
