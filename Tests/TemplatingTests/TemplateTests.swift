import Testing

@testable import Templating

@Suite struct TemplateTests {
    @Test func rendersText() throws {
        let template = try Template(source: "Hello {{ name }}!")
        let context = PythonDict()
        context.set("name", .text("wörld"))
        #expect(try template.render(context) == Array("Hello wörld!".utf8))
    }
}
