import Records
import Testing

@testable import Templating

@Suite struct PromptPreviewTests {
    @Test func variablesAreMarked() throws {
        let row = PythonDict()
        row.set("text", .text("a<b ||| \u{e9}"))
        var page = PromptPreview()
        let template = PromptTemplate(name: "<t>", jinja: " Read: {{ text }}!\n||| {{ text | upper }} ")
        let broken = PromptTemplate(name: "broken", jinja: "{{ ")
        page.add(PromptCollection(dataset: "d", subset: "s", templates: [template, broken]), [row], seed: 0)
        let html = String(decoding: page.html, as: UTF8.self)
        #expect(html.contains(#"<pre class="prompt">Read: <mark>a&lt;b ||| é</mark>!</pre>"#))
        #expect(html.contains(#"<pre class="target"><mark>A&lt;B ||| É</mark></pre>"#))
        #expect(html.contains("<h1>d / s</h1>") && html.contains("<h2>&lt;t&gt;</h2>"))
        #expect(html.contains(#"<p class="error">"#))
        #expect(!html.contains("\u{10FFFE}"))
    }
}
