import Foundation
import Records
import TestSupport
import Testing

@testable import Templating

@Suite struct JinjaOracleTests {
    @Test func recordedTemplatesRenderAsJinja2RendersThem() throws {
        let cases = try PeerCase.read(Fixtures.root + "/Tests/Oracles/recorded/jinja.jsonl")
        #expect(cases.count > 1000)
        for one in cases {
            if let difference = try one.difference() { Issue.record(Comment(rawValue: difference)) }
        }
    }

    @Test(.enabled(if: PeerCase.isPeerInstalled, "needs python3 with jinja2 3.1.6"))
    func templatesUseEachOtherAsInJinja2() throws {
        let script = Fixtures.root + "/Tests/Oracles/jinja/loading.py"
        let cases = try PeerCase.run(script, ["--count", "500"], in: Fixtures.temporaryFolder())
        #expect(cases.count == 500)
        for one in cases {
            if let difference = try one.difference() {
                Issue.record(Comment(rawValue: difference + " with " + (one.json["templates"]?.text ?? "")))
            }
        }
    }

    /// Set QUERN_JINJA_CASES to the number of templates, and QUERN_JINJA_SEED to choose others.
    @Test(
        .enabled(
            if: ProcessInfo.processInfo.environment["QUERN_JINJA_CASES"] != nil && PeerCase.isPeerInstalled,
            "needs QUERN_JINJA_CASES, and python3 with jinja2 3.1.6"))
    func generatedTemplatesRenderAsJinja2RendersThem() throws {
        let environment = ProcessInfo.processInfo.environment
        let cases = try PeerCase.run(
            Fixtures.root + "/Tests/Oracles/jinja/generate.py",
            [
                "--count", environment["QUERN_JINJA_CASES"] ?? "1000", "--seed",
                environment["QUERN_JINJA_SEED"] ?? "live",
            ], in: Fixtures.temporaryFolder())
        #expect(!cases.isEmpty)
        for one in cases {
            if let difference = try one.difference() { Issue.record(Comment(rawValue: difference)) }
        }
    }

    @Test(
        .enabled(
            if: Fixtures.sharedData("promptsource") != nil && PeerCase.isPeerInstalled,
            "needs ../shared/data/promptsource, and python3 with jinja2 3.1.6 and PyYAML"))
    func promptsourceTemplatesApplyAsJinja2AppliesThem() throws {
        try applyAll(in: try #require(Fixtures.sharedData("promptsource")))
    }

    @Test(.enabled(if: PeerCase.isPeerInstalled, "needs python3 with jinja2 3.1.6 and PyYAML"))
    func ourPromptsApplyAsJinja2AppliesThem() throws {
        try applyAll(in: Fixtures.root + "/Templates/Prompts")
    }

    private func applyAll(in folder: String) throws {
        let cases = try PeerCase.run(
            Fixtures.root + "/Tests/Oracles/jinja/promptsource.py", [folder], in: Fixtures.temporaryFolder())
        #expect(cases.count > 1000)
        for one in cases {
            let name = one.json["name"]?.string ?? ""
            let theirs = one.json["error"] == nil ? one.json["parts"]?.array?.map { $0.string ?? "" } ?? [] : nil
            let ours = try applied(one)
            #expect(ours == theirs, "\(name): \(one.json["row"]?.text ?? "")")
        }
    }

    /// The parts, none for a row that is skipped, nil for an error.
    private func applied(_ one: PeerCase) throws -> [String]? {
        let row = try PythonDict(try #require(one.json["row"]?.object))
        let template = PromptTemplate(
            name: "case", jinja: one.json["jinja"]?.string ?? "", answerChoices: one.json["answer_choices"]?.string)
        do throws(TemplateError) {
            let parts = try template.compiled().apply(row)
            return parts?.map { String(decoding: $0, as: UTF8.self) } ?? []
        } catch {
            return nil
        }
    }
}
