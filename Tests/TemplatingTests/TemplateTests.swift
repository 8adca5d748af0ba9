import Records
import Testing

@testable import Templating

@Suite struct TemplateTests {
    private func render(_ source: String, _ options: TemplateOptions = TemplateOptions()) throws -> String {
        let template = try Template(source: source, name: "t", options: options)
        return String(decoding: try template.render(PythonDict()), as: UTF8.self)
    }

    private func error(_ source: String, _ options: TemplateOptions = TemplateOptions()) -> TemplateError? {
        do throws(TemplateError) {
            _ = try Template(source: source, name: "t", options: options).render(PythonDict())
            return nil
        } catch {
            return error
        }
    }

    @Test func errorsSayWhere() {
        let syntax = error("one\ntwo {{ 1 + }}")
        #expect(syntax?.kind == .syntax)
        #expect(syntax?.line == 2)
        #expect(syntax?.column == 12)
        let undefined = error("a\n\n{{ x.y }}")
        #expect(undefined?.kind == .undefined)
        #expect(undefined?.line == 3)
        #expect(undefined?.message == "'x' is undefined")
        #expect(undefined?.description == "t:3: template: 'x' is undefined")
        #expect(error("{% include 'x' %}")?.kind == .value)
    }

    @Test func generationBlocksAreFound() throws {
        let source = "<u>é</u>{% generation %}ab{% endgeneration %}-{% generation %}c{% endgeneration %}"
        let rendering = try Template(source: source, options: .chat).rendering(PythonDict())
        #expect(rendering.bytes == Array("<u>é</u>ab-c".utf8))
        #expect(rendering.generations == [9..<11, 12..<13])
    }

    @Test func chatTemplatesRunInTheSandbox() {
        #expect(error("{% set x = [] %}{{ x.append(1) }}", .chat)?.kind == .security)
        #expect(error("{{ raise_exception('no') }}", .chat)?.message == "no")
        #expect((try? render("{{ {'b': 'é<', 'a': [1]} | tojson }}", .chat)) == "{\"b\": \"é<\", \"a\": [1]}")
    }

    @Test func contextListsAreShared() throws {
        let context = PythonDict()
        let list = PythonList([.int(1)])
        context.set("xs", .list(list))
        context.set("ys", .list(list))
        let options = TemplateOptions(expressionStatements: true)
        let template = try Template(source: "{% do xs.append(2) %}{{ ys }}", options: options)
        #expect(try template.render(context) == Array("[1, 2]".utf8))
    }

    @Test func limitsStopARender() throws {
        let template = try Template(source: "{% for i in range(1000) %}0123456789{% endfor %}")
        #expect(throws: TemplateError.self) { try template.render(PythonDict(), limits: Limits(steps: 500)) }
        #expect(throws: TemplateError.self) { try template.render(PythonDict(), limits: Limits(output: 5000)) }
        #expect(try template.render(PythonDict()).count == 10_000)
    }
}
