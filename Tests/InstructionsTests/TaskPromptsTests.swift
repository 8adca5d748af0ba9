import Records
import Templating
import Testing

@testable import Instructions

@Suite struct TaskPromptsTests {
    private func rows(_ members: [String]) -> Batch {
        var batch = Batch()
        for (index, rest) in members.enumerated() {
            batch.ids.append("row-\(index)")
            batch.texts.append("text \(index)")
            batch.languages.append("en")
            batch.sources.append("table")
            batch.rest.append(rest)
            batch.endRecord(offset: index)
        }
        return batch
    }

    private func prompts(_ templates: [PromptTemplate], only: [String: String] = [:]) throws -> TaskPrompts {
        try TaskPrompts(task: "task", templates: templates, only: only, seed: 1)
    }

    private let ask = PromptTemplate(name: "ask", jinja: "{{ text }}?\n|||\n{{ label }}")
    private let choose = PromptTemplate(
        name: "choose", jinja: "{{ answer_choices | join(' or ') }}: {{ text }} ||| {{ answer_choices[n] }}",
        answerChoices: "yes ||| no")

    @Test func everyTemplateMeetsEveryRow() throws {
        var examples = Batch()
        let outcome = try prompts([ask, choose]).render(
            rows([#""label":"good","n":0"#, #""label":"bad","n":1"#]), file: "table", into: &examples)
        #expect(outcome.bad.isEmpty && outcome.skipped == 0)
        #expect(
            (0..<4).map { examples.ids.string($0) } == [
                "task/ask#row-0", "task/choose#row-0", "task/ask#row-1", "task/choose#row-1",
            ])
        #expect(examples.rest.string(0) == #""prompt":"text 0?","completion":"good","template":"ask""#)
        #expect(examples.rest.string(3) == #""prompt":"yes or no: text 1","completion":"no","template":"choose""#)
    }

    @Test func rowsThatAreNotWantedAndTemplatesThatSkipAreCounted() throws {
        let sometimes = PromptTemplate(name: "sometimes", jinja: "{% if n == 1 %}a ||| b{% endif %}")
        var examples = Batch()
        let outcome = try prompts([sometimes], only: ["split": "train"]).render(
            rows([#""n":1,"split":"train""#, #""n":0,"split":"train""#, #""n":1,"split":"test""#]), file: "table",
            into: &examples)
        #expect(examples.count == 1 && outcome.skipped == 1 && outcome.otherRows == 1)
    }

    @Test func aRowThatATemplateCannotTakeIsSetAside() throws {
        var examples = Batch()
        let outcome = try prompts([choose]).render(rows([#""n":7"#, #""n":"x""#]), file: "table", into: &examples)
        #expect(examples.count + outcome.bad.count + outcome.skipped == 2)
        #expect(outcome.bad.allSatisfy { $0.reason.contains("choose") })
    }

    @Test func aTemplateThatDoesNotCompileIsNamed() {
        #expect(throws: TemplateError.self) { try prompts([PromptTemplate(name: "broken", jinja: "{% if %}")]) }
    }
}
