package import Records

/// A page of HTML that shows what prompt templates make of rows; what variables printed is marked.
package struct PromptPreview {
    private var body: [UInt8] = []

    package init() {}

    package mutating func add(_ collection: PromptCollection, _ rows: [PythonDict], seed: UInt64) {
        write("<h1>", collection.dataset + (collection.subset.map { " / " + $0 } ?? ""), "</h1>\n")
        for template in collection.templates {
            write("<h2>", template.name, "</h2>\n")
            write("<details><summary>Jinja</summary><pre>", template.jinja, "</pre></details>\n")
            do throws(TemplateError) {
                let prompt = try template.compiled()
                for (index, row) in rows.enumerated() {
                    let random = Philox(seed: seed, stage: template.name, record: Array(String(index).utf8).span)
                    add(try prompt.example(row, random: random, tracing: true))
                }
            } catch {
                write("<p class=\"error\">", error.description, "</p>\n")
            }
        }
    }

    private mutating func add(_ example: PromptExample) {
        if example.parts.count < 2 {
            body += "<p>This row is skipped.</p>\n".utf8
            return
        }
        for (place, part) in example.parts.enumerated() {
            body += "<pre class=\"\(place == 0 ? "prompt" : "target")\">".utf8
            var at = 0
            for range in part.variables {
                write("", part.bytes[at..<range.lowerBound], "")
                write("<mark>", part.bytes[range], "</mark>")
                at = range.upperBound
            }
            write("", part.bytes[at...], "</pre>\n")
        }
    }

    private mutating func write(_ before: String, _ text: String, _ after: String) {
        write(before, Array(text.utf8)[...], after)
    }

    private mutating func write(_ before: String, _ text: ArraySlice<UInt8>, _ after: String) {
        body += before.utf8
        body += Markup.escape(PythonString(text)).bytes
        body += after.utf8
    }

    package var html: [UInt8] {
        let head = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Prompts</title><style>
            body { font-family: sans-serif; max-width: 60em; margin: 2em auto; }
            pre { white-space: pre-wrap; padding: .6em; border-left: .3em solid #888; }
            .target { border-color: #2a2; margin-left: 2em; }
            .error { color: #c00; }
            mark { background: #fd8; }
            </style></head><body>

            """
        return Array(head.utf8) + body + Array("</body></html>\n".utf8)
    }
}
